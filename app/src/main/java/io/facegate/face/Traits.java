package io.facegate.face;

import org.jspecify.annotations.Nullable;

/**
 * What a face looks like.
 *
 * @param ageYears apparent age
 * @param beauty 0 to 1, as photographs of faces are commonly rated
 * @param eyes absent when both are covered
 */
public record Traits(
    double ageYears,
    Odds<Gender> gender,
    Odds<Race> race,
    Odds<Expression> expression,
    Odds<Emotion> emotion,
    Odds<Glasses> glasses,
    Odds<FaceType> type,
    double beauty,
    @Nullable EyesOpen eyes) {}
