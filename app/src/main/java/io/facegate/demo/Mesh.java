package io.facegate.demo;

/**
 * A surface of triangles, all of one material. Arrays are shared, not copied.
 *
 * @param position x, y, z per vertex, in millimetres of the {@link Trait} frame
 * @param normal unit normal per vertex
 * @param place texel column and row per vertex, at the texture's finest level
 * @param light how much of the surroundings a vertex sees, 0 to 1
 * @param cover above 0 where the surface exists; the texture's alpha frays the edge
 * @param smile by how much a full smile moves each vertex; empty when it moves none
 * @param corners three vertices per triangle, counter-clockwise from outside
 */
@SuppressWarnings("ArrayRecordComponent")
record Mesh(
    float[] position,
    float[] normal,
    float[] place,
    float[] light,
    float[] cover,
    float[] smile,
    int[] corners,
    Texture texture,
    Material material) {

  int vertices() {
    return light.length;
  }

  /** The same surface in other paint. */
  Mesh painted(Texture other) {
    return new Mesh(position, normal, place, light, cover, smile, corners, other, material);
  }

  /** The same surface as a face that can smile: corners of the mouth and cheeks move. */
  Mesh smiling(Features features) {
    float[] moves = new float[position.length];
    for (int i = 0; i < moves.length; i += 3) {
      float x = position[i];
      if (position[i + 2] > 0) {
        double side = Math.abs(x);
        double corner =
            Curves.bell(side - features.mouthWidth(), 15, position[i + 1] - features.mouthY(), 11);
        double cheek =
            Curves.bell(side - 40, 16, position[i + 1] - features.mouthY() - 24, 14);
        moves[i] = (float) Math.copySign(4.5 * corner, x);
        moves[i + 1] = (float) (4 * corner + 2.5 * cheek);
        moves[i + 2] = (float) (2.5 * cheek - 2 * corner);
      }
    }
    return new Mesh(position, normal, place, light, cover, moves, corners, texture, material);
  }
}
