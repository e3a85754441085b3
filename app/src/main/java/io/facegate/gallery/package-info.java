/**
 * Keeps who is enrolled: apps, groups, persons, faces, saved face tokens.
 *
 * <p>Order of a change: claim what it touches, check it against memory, write it as one synced
 * batch, show it to readers, release. A change that fails on the way leaves no trace; a search that
 * starts after a change has returned sees it. Claims are by person within an app, and by
 * token within a group, so that changes of one group share their waits for the disk; who deletes a
 * group waits for the changes under way, and holds up new ones until the deletion is decided. A
 * change of a person may concern several groups, and make some of them; it is one batch.
 *
 * <p>Who is enrolled without a group is kept in one that nobody sees, until it comes into another.
 *
 * <p>Deleting a face, however it comes about, also deletes what was saved under its token in that
 * app, so that nothing of a person stays behind.
 */
@NullMarked
package io.facegate.gallery;

import org.jspecify.annotations.NullMarked;
