// What moons.js reads from the page.
const assert = require('node:assert');

// What the page says, { step, loss, right, points }; and those who don't see the pictures are told the same.
async function state(part) {
  const [text, canvas, curve] = await part.evaluate((element) => [
    element.querySelector('.state').innerText,
    element.querySelector('canvas').ariaLabel,
    element.querySelector('svg').ariaLabel,
  ]);
  const parts = /^Step ([\d,]+): loss ([\d.]+); (\d+) of (\d+) points are on their side\.$/.exec(
    text,
  );
  assert(parts, `it says: ${text}`);
  const [step, loss, right, points] = parts.slice(1).map(Number);
  assert.equal(canvas, `The plane. ${text.slice(0, -1)} of the boundary.`);
  assert.equal(curve, `A curve of the loss. Step ${step}: loss ${loss.toFixed(6)}.`);
  return { step, loss, right, points };
}

// The colour of the canvas at a place in the plane.
const colourAt = (part, x, y) =>
  part.locator('canvas').evaluate(
    (canvas, place) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const paint = copy.getContext('2d', { willReadFrequently: true });
      paint.drawImage(canvas, 0, 0);
      const unit = canvas.width / 4;
      const pixel = [(place[0] + 1.5) * unit, (1.5 - place[1]) * unit];
      const [red, , blue] = paint.getImageData(...pixel, 1, 1).data;
      return red > blue ? 'orange' : 'blue';
    },
    [x, y],
  );

module.exports = { state, colourAt };
