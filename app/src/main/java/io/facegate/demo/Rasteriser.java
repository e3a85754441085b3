package io.facegate.demo;

/** Draws meshes onto a {@link Canvas}: perspective, depth test, light for every sample. */
final class Rasteriser {
  private static final float FRAY = 0.9f;

  private final Canvas canvas;
  private final float focal;
  private final float centreX;
  private final float centreY;
  private float[] screen = new float[0];
  private float[] turned = new float[0];

  /**
   * A rasteriser.
   *
   * @param focalPx pixels that a millimetre at one millimetre's distance would cover
   * @param horizonPx the picture's row on the camera's axis
   */
  Rasteriser(Canvas canvas, double focalPx, double horizonPx) {
    this.canvas = canvas;
    focal = (float) (focalPx * Canvas.SAMPLES);
    centreX = canvas.width() / 2f;
    centreY = (float) (horizonPx * Canvas.SAMPLES);
  }

  /** Draws a mesh. */
  void draw(Mesh mesh, View view, Light light) {
    project(mesh, view);
    double samplesPerMm = focal / view.distance();
    int level = Texture.level(SkinTexture.texelsPerMm() / samplesPerMm);
    int[] corners = mesh.corners();
    for (int i = 0; i < corners.length; i += 3) {
      triangle(mesh, corners[i], corners[i + 1], corners[i + 2], level, light);
    }
  }

  private void project(Mesh mesh, View view) {
    int count = mesh.vertices();
    if (screen.length < 3 * count) {
      screen = new float[3 * count];
      turned = new float[3 * count];
    }
    float[] r = view.rotation();
    float[] p = mesh.position();
    float[] n = mesh.normal();
    float[] moves = mesh.smile();
    float smile = moves.length > 0 ? (float) view.pose().smile() : 0;
    float pivot = (float) view.pivotY();
    float moveX = (float) view.x();
    float moveY = (float) view.y() + pivot;
    float distance = (float) view.distance();
    for (int i = 0; i < 3 * count; i += 3) {
      float x = p[i];
      float y = p[i + 1] - pivot;
      float z = p[i + 2];
      if (smile > 0) {
        x += smile * moves[i];
        y += smile * moves[i + 1];
        z += smile * moves[i + 2];
      }
      float nearness = 1 / (distance - (r[6] * x + r[7] * y + r[8] * z));
      screen[i] = centreX + focal * (r[0] * x + r[1] * y + r[2] * z + moveX) * nearness;
      screen[i + 1] = centreY - focal * (r[3] * x + r[4] * y + r[5] * z + moveY) * nearness;
      screen[i + 2] = nearness;
      turned[i] = r[0] * n[i] + r[1] * n[i + 1] + r[2] * n[i + 2];
      turned[i + 1] = r[3] * n[i] + r[4] * n[i + 1] + r[5] * n[i + 2];
      turned[i + 2] = r[6] * n[i] + r[7] * n[i + 1] + r[8] * n[i + 2];
    }
  }

  private void triangle(Mesh mesh, int a, int b, int c, int level, Light light) {
    float ax = screen[3 * a];
    float ay = screen[3 * a + 1];
    float bx = screen[3 * b];
    float by = screen[3 * b + 1];
    float cx = screen[3 * c];
    float cy = screen[3 * c + 1];
    float area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (screen[3 * a + 2] <= 0 || area == 0) {
      return;
    }
    if (area > 0 && mesh.material() != Material.HAIR) {
      return;
    }
    int left = Math.max(0, (int) Math.ceil(Math.min(ax, Math.min(bx, cx)) - 0.5f));
    int right = Math.min(canvas.width() - 1,
        (int) Math.floor(Math.max(ax, Math.max(bx, cx)) - 0.5f));
    int top = Math.max(0, (int) Math.ceil(Math.min(ay, Math.min(by, cy)) - 0.5f));
    int bottom = Math.min(canvas.height() - 1,
        (int) Math.floor(Math.max(ay, Math.max(by, cy)) - 0.5f));
    if (left > right || top > bottom) {
      return;
    }
    canvas.touched(top, bottom);
    float scale = 1 / area;
    float stepA = (by - cy) * scale;
    float stepB = (cy - ay) * scale;
    for (int y = top; y <= bottom; y++) {
      float py = y + 0.5f;
      float px = left + 0.5f;
      float wa = ((bx - px) * (cy - py) - (cx - px) * (by - py)) * scale;
      float wb = ((cx - px) * (ay - py) - (ax - px) * (cy - py)) * scale;
      for (int x = left; x <= right; x++, wa += stepA, wb += stepB) {
        float wc = 1 - wa - wb;
        if (wa >= -1e-4f && wb >= -1e-4f && wc >= -1e-4f) {
          sample(mesh, a, b, c, wa, wb, wc, y * canvas.width() + x, level, light);
        }
      }
    }
  }

  private void sample(Mesh mesh, int a, int b, int c, float wa, float wb, float wc, int at,
      int level, Light light) {
    float nearness = wa * screen[3 * a + 2] + wb * screen[3 * b + 2] + wc * screen[3 * c + 2];
    if (nearness <= canvas.nearness()[at]) {
      return;
    }
    float[] place = mesh.place();
    float u = wa * place[2 * a] + wb * place[2 * b] + wc * place[2 * c];
    float v = wa * place[2 * a + 1] + wb * place[2 * b + 1] + wc * place[2 * c + 1];
    int paint = mesh.texture().at(u, v, level);
    if (mesh.material() == Material.HAIR) {
      float[] cover = mesh.cover();
      float here = wa * cover[a] + wb * cover[b] + wc * cover[c];
      if (here + FRAY * ((paint >>> 24) - 128) / 128f <= 0.2f) {
        return;
      }
    }
    float nx = wa * turned[3 * a] + wb * turned[3 * b] + wc * turned[3 * c];
    float ny = wa * turned[3 * a + 1] + wb * turned[3 * b + 1] + wc * turned[3 * c + 1];
    float nz = wa * turned[3 * a + 2] + wb * turned[3 * b + 2] + wc * turned[3 * c + 2];
    float scale = (float) (1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12f));
    float[] opens = mesh.light();
    float open = wa * opens[a] + wb * opens[b] + wc * opens[c];
    if (nz < 0 && mesh.material() == Material.HAIR) {
      scale = -scale;
      open *= 0.4f;
    }
    canvas.nearness()[at] = nearness;
    canvas.colour()[at] =
        light.shade(mesh.material(), paint, nx * scale, ny * scale, nz * scale, open, 1);
  }
}
