package io.facegate.demo;

import java.util.Arrays;

/** Builds a {@link Mesh} from rows and columns of points. */
final class Grid {
  private final int rows;
  private final int columns;
  private final boolean closed;
  private final float[] position;
  private final float[] place;
  private final float[] light;
  private final float[] cover;

  /**
   * An empty grid.
   *
   * @param closed whether the last column is followed by the first
   */
  Grid(int rows, int columns, boolean closed) {
    this.rows = rows;
    this.columns = columns;
    this.closed = closed;
    position = new float[rows * columns * 3];
    place = new float[rows * columns * 2];
    light = new float[rows * columns];
    cover = new float[rows * columns];
    Arrays.fill(light, 1);
    Arrays.fill(cover, 1);
  }

  void point(int row, int column, double x, double y, double z) {
    int i = 3 * (row * columns + column);
    position[i] = (float) x;
    position[i + 1] = (float) y;
    position[i + 2] = (float) z;
  }

  void place(int row, int column, double u, double v) {
    int i = 2 * (row * columns + column);
    place[i] = (float) u;
    place[i + 1] = (float) v;
  }

  void light(int row, int column, double value) {
    light[row * columns + column] = (float) value;
  }

  void dim(int row, int column, double factor) {
    light[row * columns + column] *= (float) factor;
  }

  void cover(int row, int column, double value) {
    cover[row * columns + column] = (float) value;
  }

  /**
   * The finished surface.
   *
   * @param flipped whether columns run clockwise around the rows' axis, seen from the first row
   */
  Mesh mesh(Texture texture, Material material, boolean flipped) {
    int[] corners = corners(flipped);
    return new Mesh(
        position, normals(corners), place, light, cover, new float[0], corners, texture, material);
  }

  private int[] corners(boolean flipped) {
    int across = closed ? columns : columns - 1;
    int[] corners = new int[(rows - 1) * across * 6];
    int count = 0;
    for (int row = 0; row < rows - 1; row++) {
      for (int column = 0; column < across; column++) {
        int a = row * columns + column;
        int b = row * columns + (column + 1) % columns;
        int c = a + columns;
        int d = b + columns;
        if (cover[a] <= -1 && cover[b] <= -1 && cover[c] <= -1 && cover[d] <= -1) {
          continue;
        }
        corners[count++] = a;
        corners[count++] = flipped ? b : c;
        corners[count++] = flipped ? c : b;
        corners[count++] = b;
        corners[count++] = flipped ? d : c;
        corners[count++] = flipped ? c : d;
      }
    }
    return Arrays.copyOf(corners, count);
  }

  private float[] normals(int[] corners) {
    float[] normal = new float[position.length];
    for (int i = 0; i < corners.length; i += 3) {
      int a = 3 * corners[i];
      int b = 3 * corners[i + 1];
      int c = 3 * corners[i + 2];
      float ux = position[b] - position[a];
      float uy = position[b + 1] - position[a + 1];
      float uz = position[b + 2] - position[a + 2];
      float vx = position[c] - position[a];
      float vy = position[c + 1] - position[a + 1];
      float vz = position[c + 2] - position[a + 2];
      float nx = uy * vz - uz * vy;
      float ny = uz * vx - ux * vz;
      float nz = ux * vy - uy * vx;
      for (int vertex : new int[] {a, b, c}) {
        normal[vertex] += nx;
        normal[vertex + 1] += ny;
        normal[vertex + 2] += nz;
      }
    }
    for (int i = 0; i < normal.length; i += 3) {
      double length =
          Math.sqrt(
              normal[i] * normal[i]
                  + normal[i + 1] * normal[i + 1]
                  + normal[i + 2] * normal[i + 2]);
      float scale = length < 1e-9 ? 0 : (float) (1 / length);
      normal[i] *= scale;
      normal[i + 1] *= scale;
      normal[i + 2] *= scale;
    }
    return normal;
  }
}
