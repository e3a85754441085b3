"""A CSV file of labels with the pictures that it names."""

import cv2

from facetrain import paths

FAST = [cv2.IMWRITE_PNG_COMPRESSION, 1]


class Sheet:
    """Gathers rows of ROLE.csv; their pictures go to the folder ROLE beside it."""

    def __init__(self, role, columns):
        self.role, self.columns = role, columns
        self.home = paths.held_out()
        (self.home / role).mkdir(parents=True, exist_ok=True)
        self.rows, self.count = [], 0

    def picture(self, image):
        """Stores a picture, of bytes (JPEG) or of pixels (BGR), and says how rows name it."""
        encoded = not hasattr(image, "shape")
        name = f"{self.role}/{self.count:05d}.{'jpg' if encoded else 'png'}"
        self.count += 1
        if encoded:
            (self.home / name).write_bytes(image)
        elif not cv2.imwrite(str(self.home / name), image, FAST):
            raise SystemExit(f"cannot write {name} in {self.home}")
        return name

    def row(self, **values):
        """Adds a row; what it does not name is unknown."""
        unknown = set(values) - set(self.columns)
        if unknown:
            raise ValueError(f"{self.role}.csv has no column {unknown}")
        self.rows.append(",".join(cell(values.get(c)) for c in self.columns))

    def done(self):
        """Writes the file, at once and last: it names no picture that is not there."""
        new = self.home / f"{self.role}.csv.new"
        new.write_text("\n".join([",".join(self.columns), *self.rows]) + "\n")
        new.replace(self.home / f"{self.role}.csv")
        print(f"{self.role}: {len(self.rows)} rows, {self.count} pictures", flush=True)


def cell(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace(",", "")
    return f"{float(value):.4f}".rstrip("0").rstrip(".")
