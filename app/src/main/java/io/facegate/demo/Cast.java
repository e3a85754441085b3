package io.facegate.demo;

import java.util.List;

/**
 * The people of the demonstration. None of them exists: their looks were found by a search for
 * drawn faces that the embedding model does not confuse in any pose of the scene.
 */
final class Cast {
  static final CastMember ADA =
      new CastMember(
          "ada",
          "Ada Lindgren",
          HeadShape.parse(
              """
              48 80 70 17 92 27 0 75 22 28 47 36 47 95 72 11 56 71 34 60 20 33 100 51 0 41
              57 30 69 100 100 100 54 41 2 19 15 32 47 35 0 60 0 0 46 60 50 13 0 0 100 12 69
              64 84 54 0 0 79 51 32
              """),
          10);

  static final CastMember BO =
      new CastMember(
          "bo",
          "Bo Arden",
          HeadShape.parse(
              """
              79 76 25 97 12 0 18 7 9 10 53 50 21 12 77 24 2 63 41 74 4 61 63 94 50 15 19 92
              24 74 47 45 90 0 23 57 99 0 53 93 8 94 99 92 26 85 0 14 69 87 12 17 35 29 39
              71 0 0 20 32 76
              """),
          45);

  static final CastMember CLEO =
      new CastMember(
          "cleo",
          "Cleo Marsh",
          HeadShape.parse(
              """
              53 100 17 69 78 48 87 93 55 100 86 89 46 0 22 88 14 15 100 0 80 82 75 50 60 2
              34 94 32 0 62 100 67 72 23 88 67 79 64 27 88 27 26 48 0 63 82 3 16 56 56 87 1
              16 0 26 0 0 38 54 8
              """),
          -10);

  static final CastMember DEV =
      new CastMember(
          "dev",
          "Dev Malone",
          HeadShape.parse(
              """
              50 52 87 85 7 23 58 75 27 38 42 55 89 71 60 25 5 69 96 10 20 28 20 53 13 90
              100 68 44 1 0 97 5 47 13 98 56 1 46 88 33 40 75 3 27 29 90 69 85 41 7 20 74 3
              15 31 0 80 100 72 17
              """),
          40);

  static final CastMember ELI =
      new CastMember(
          "eli",
          "Eli Stone",
          HeadShape.parse(
              """
              37 91 38 29 99 89 86 5 79 52 25 88 12 3 73 66 100 65 100 65 32 45 5 0 85 16 80
              55 67 91 100 0 85 100 0 52 0 37 0 68 100 51 5 82 69 57 79 16 16 96 6 22 25 88
              4 93 82 87 98 29 88
              """),
          30);

  static final CastMember FAY =
      new CastMember(
          "fay",
          "Fay Winter",
          HeadShape.parse(
              """
              35 86 12 8 11 75 53 16 66 44 38 21 87 78 52 75 5 56 69 8 77 60 84 100 90 0 7
              100 38 27 60 1 21 97 64 81 61 64 50 100 67 79 13 76 93 49 56 78 78 11 62 62 73
              92 9 80 0 0 2 34 60
              """),
          0);

  static final CastMember STRANGER =
      new CastMember(
          "stranger",
          "nobody known",
          HeadShape.parse(
              """
              50 29 61 14 71 69 88 1 100 98 96 73 27 76 95 4 100 98 93 43 63 98 59 65 100
              100 72 100 3 6 3 100 95 57 54 27 100 98 82 0 93 66 9 54 57 62 7 13 52 78 100 1
              39 27 80 54 0 0 56 15 3
              """),
          25);

  /** Who is enrolled on the first start. */
  static final List<CastMember> ENROLLED = List.of(ADA, BO, CLEO, DEV, ELI, FAY);

  private Cast() {}
}
