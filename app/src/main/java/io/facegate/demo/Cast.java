package io.facegate.demo;

import java.util.List;

/**
 * The people of the demonstration. None of them exists: their looks were found by a search for
 * drawn faces that the embedding model tells apart as well as it tells apart real ones.
 */
final class Cast {
  static final CastMember ADA =
      new CastMember(
          "ada",
          "Ada Lindgren",
          HeadShape.parse(
              """
              48 13 70 17 82 27 0 75 22 28 47 57 47 95 72 11 56 71 34 60 20 33 100 51 0 41
              57 30 69 100 100 91 54 41 2 19 15 32 47 35 0 60 29 0 46 60 50 60 0 0 100 20 69
              64 84 54 0 0 79 51 32
              """),
          10);

  static final CastMember BO =
      new CastMember(
          "bo",
          "Bo Arden",
          HeadShape.parse(
              """
              79 37 13 97 12 0 18 7 9 10 53 50 21 12 77 24 2 63 41 74 4 61 63 94 50 15 19 92
              32 74 47 45 90 0 23 69 99 0 53 93 8 94 99 92 26 85 11 14 69 87 12 9 35 29 39
              71 0 0 20 32 76
              """),
          45);

  static final CastMember CLEO =
      new CastMember(
          "cleo",
          "Cleo Marsh",
          HeadShape.parse(
              """
              53 56 51 69 67 66 46 99 76 95 98 100 53 1 14 81 33 0 91 23 66 82 75 24 0 2 100
              25 32 35 42 90 67 97 25 100 79 72 80 41 98 0 31 41 30 82 82 0 6 74 56 87 1 59
              76 15 0 0 22 54 8
              """),
          -10);

  static final CastMember DEV =
      new CastMember(
          "dev",
          "Dev Malone",
          HeadShape.parse(
              """
              49 52 87 85 7 23 58 75 27 38 42 55 89 71 60 25 5 69 96 10 20 28 20 53 13 90
              100 51 44 1 0 97 5 47 13 98 56 0 46 88 33 40 75 3 27 29 90 88 85 41 7 20 74 3
              87 31 0 80 100 72 17
              """),
          40);

  static final CastMember ELI =
      new CastMember(
          "eli",
          "Eli Stone",
          HeadShape.parse(
              """
              37 91 38 29 99 83 86 5 79 52 25 88 12 3 73 20 100 65 100 65 32 45 5 0 85 16 80
              55 78 91 100 0 85 100 0 52 0 37 0 68 97 51 5 82 69 57 79 16 16 96 6 22 25 88 4
              93 0 87 98 29 88
              """),
          30);

  static final CastMember FAY =
      new CastMember(
          "fay",
          "Fay Winter",
          HeadShape.parse(
              """
              35 86 12 8 11 58 44 34 47 44 38 21 65 78 52 75 5 56 69 94 77 60 84 97 90 0 7
              100 38 27 60 1 26 100 64 81 61 55 50 96 5 10 13 51 93 25 56 83 78 11 62 56 73
              92 9 68 0 0 11 47 60
              """),
          0);

  static final CastMember STRANGER =
      new CastMember(
          "stranger",
          "nobody known",
          HeadShape.parse(
              """
              86 29 34 14 71 69 88 1 100 98 96 54 27 76 95 7 96 98 93 43 63 98 59 65 100 100
              86 98 3 36 3 93 95 57 54 17 79 97 82 0 93 66 9 54 57 47 7 32 52 78 100 1 39 27
              80 49 0 0 56 15 3
              """),
          25);

  /** Who is enrolled on the first start. */
  static final List<CastMember> ENROLLED = List.of(ADA, BO, CLEO, DEV, ELI, FAY);

  private Cast() {}
}
