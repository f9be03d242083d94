"""Small images of the kinds that PNG and JPEG know, and their pixels as Pillow decodes them.

Run it with Pillow and NumPy (Debian 12: apt-get install python3-pil python3-numpy):

    /usr/bin/python3 images.py

It writes the images beside itself, and images.npz: of each the bytes of its pixels as grey, as red, green and blue, and with how opaque they are.
"""

import numpy
from PIL import Image

HEIGHT, WIDTH = 6, 9


def main():
    chance = numpy.random.RandomState(1)
    rows, columns = numpy.mgrid[:HEIGHT, :WIDTH]
    colours = chance.randint(0, 256, (HEIGHT, WIDTH, 4)).astype("u1")
    smooth = numpy.stack([rows * 40, columns * 25, 255 - rows * 20 - columns * 10], 2).astype("u1")
    images = {
        "colour.png": Image.fromarray(colours[..., :3]),
        "opacity.png": Image.fromarray(colours),
        "grey.png": Image.fromarray(colours[..., 0]),
        "palette.png": Image.fromarray(colours[..., :3]).quantize(16),
        "smooth.jpg": Image.fromarray(smooth),
    }
    pixels = {}
    for name, image in images.items():
        image.save(name, **({"quality": 90, "subsampling": 0} if name.endswith("jpg") else {}))
        with Image.open(name) as read:
            for kind, channels in ("L", 1), ("RGB", 3), ("RGBA", 4):
                pixels[f"{name.split('.')[0]}.{kind}"] = numpy.asarray(read.convert(kind)).reshape(HEIGHT, WIDTH, channels)
    numpy.savez_compressed("images.npz", **pixels)


if __name__ == "__main__":
    main()
