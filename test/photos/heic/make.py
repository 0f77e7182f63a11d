"""
Makes the HEIC files of this folder from photographs of the project with an encoder that is no part of it:
  python3 -m venv v && v/bin/pip install pillow==13.0.0 pillow-heif==1.8.1 && v/bin/python test/photos/heic/make.py
(libheif 1.23.6 with x265 4.3).
"""
from pathlib import Path

import pillow_heif
from PIL import Image, ImageDraw
from PIL.Image import Exif

here = Path(__file__).parent
photos = here.parent
pillow_heif.register_heif_opener()


def photo(size):
    return Image.open(photos.parent.parent / "samples" / "china.jpg").convert("RGB").resize(size)


def exif(orientation):
    tags = Exif()
    tags[0x010F] = "Imgraph"
    tags[0x0112] = orientation
    return tags.tobytes()


plain = photo((96, 64))
plain.save(here / "plain.heic", quality=80, chroma=420)

# Turned and mirrored by the container's own properties (irot, imir), which say the same as the EXIF tag of the original.
# A 2x2 board of colours tells all eight apart.
board = Image.new("RGB", (64, 32))
draw = ImageDraw.Draw(board)
for at, colour in enumerate([(220, 30, 30), (30, 200, 30), (30, 30, 220), (230, 230, 40)]):
    x, y = (at % 2) * 32, (at // 2) * 16
    draw.rectangle([x, y, x + 31, y + 15], fill=colour)
for orientation in (3, 5, 6, 7, 8):
    board.save(here / f"turned-{orientation}.heic", quality=90, chroma=444, exif=exif(orientation))

alpha = photo((97, 65))
alpha.putalpha(Image.linear_gradient("L").resize(alpha.size))
alpha.save(here / "alpha.heic", quality=80, chroma=420)

wide = Image.open(photos / "life-p3.jpg")
wide.resize((80, 60)).save(here / "p3.heic", quality=80, chroma=444, icc_profile=wide.info["icc_profile"])

# Six tiles of 64 px, some of them cut by the frame, turned: telephones write such.
board.resize((160, 80), Image.Resampling.NEAREST).save(
    here / "tiles.heic", quality=90, chroma=420, tile_size=64, exif=exif(6)
)

two = pillow_heif.HeifFile()
two.add_from_pillow(Image.new("RGB", (40, 24), (200, 20, 20)))
two.add_from_pillow(Image.new("RGB", (64, 48), (20, 20, 200)))
two.save(here / "second-primary.heic", quality=80, chroma=444, primary_index=1)
