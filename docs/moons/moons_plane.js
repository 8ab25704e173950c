// The plane with two kinds of points, and what a network says of each place: blue where its answer is above 0,
// orange where it is below, stronger where it is surer; and the boundary between the two.
//
//     const plane = new MoonsPlane(canvas);
//     plane.draw(view, scores, points); // as moons.cc gives them
//     const [x, y] = plane.place(event); // where in the plane a pointer is
/* exported MoonsPlane */

class MoonsPlane {
  #canvas;
  #shade = document.createElement('canvas'); // A pixel for each corner of the grid.
  #last = null;

  constructor(canvas) {
    this.#canvas = canvas;
    const again = () => this.#last && this.draw(...this.#last);
    new ResizeObserver(again).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  }

  draw(view, scores, points) {
    this.#last = [view, scores, points];
    const [left, top, width, height, columns, rows] = view;
    const canvas = this.#canvas;
    const sharpness = window.devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * sharpness);
    canvas.height = Math.round((canvas.width * height) / width);
    const unit = canvas.width / width;
    const colours = getComputedStyle(canvas);
    const colour = (name) => colours.getPropertyValue(`--live-${name}`).trim();
    const paint = canvas.getContext('2d');
    paint.fillStyle = colour('paper');
    paint.fillRect(0, 0, canvas.width, canvas.height);
    this.#drawShade(paint, scores, columns, rows, [colour('forward'), colour('back')]);

    const cell = unit * (width / columns);
    paint.strokeStyle = colour('ink');
    paint.lineWidth = 2 * sharpness;
    paint.lineCap = 'round';
    paint.beginPath();
    for (const [from, to] of MoonsPlane.boundary(scores, columns, rows)) {
      paint.moveTo(from[0] * cell, from[1] * cell);
      paint.lineTo(to[0] * cell, to[1] * cell);
    }
    paint.stroke();

    for (let i = 0; i < points.length; i += 4) {
      const [x, y, target, answer] = points.slice(i, i + 4);
      paint.save();
      paint.translate((x - left) * unit, (top - y) * unit);
      paint.scale(sharpness, sharpness);
      this.#drawPoint(paint, target, answer * target > 0, colour);
      paint.restore();
    }
  }

  place({ offsetX, offsetY }) {
    const [left, top, width] = this.#last[0];
    const unit = this.#canvas.clientWidth / width;
    return [left + offsetX / unit, top - offsetY / unit];
  }

  // One pixel a corner, stretched so that each lies at its corner, and smoothed in between.
  #drawShade(paint, scores, columns, rows, kinds) {
    this.#shade.width = columns + 1;
    this.#shade.height = rows + 1;
    const [above, below] = kinds.map((hex) => parseInt(hex.slice(1), 16));
    const image = new ImageData(columns + 1, rows + 1);
    scores.forEach((score, i) => {
      const rgb = score > 0 ? above : below;
      const alpha = 20 + 80 * Math.min(Math.abs(score), 1);
      image.data.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255, alpha], 4 * i);
    });
    this.#shade.getContext('2d').putImageData(image, 0, 0);
    const { width, height } = paint.canvas;
    const [x, y] = [width / columns, height / rows];
    paint.imageSmoothingQuality = 'high';
    paint.drawImage(this.#shade, -x / 2, -y / 2, width + x, height + y);
  }

  // A dot or a cross; around one on the wrong side, a ring.
  #drawPoint(paint, target, isRight, colour) {
    const mark = new Path2D();
    if (target > 0) {
      mark.arc(0, 0, 4, 0, 2 * Math.PI);
    } else {
      mark.moveTo(-3.5, -3.5);
      mark.lineTo(3.5, 3.5);
      mark.moveTo(3.5, -3.5);
      mark.lineTo(-3.5, 3.5);
    }
    for (const [style, width] of [
      [colour('paper'), 5],
      [colour(target > 0 ? 'forward' : 'back'), 2.5],
    ]) {
      paint.strokeStyle = paint.fillStyle = style;
      paint.lineWidth = width;
      paint.stroke(mark);
      paint.fill(mark);
    }
    if (isRight) return;
    paint.strokeStyle = colour('ink');
    paint.lineWidth = 1.5;
    paint.beginPath();
    paint.arc(0, 0, 8, 0, 2 * Math.PI);
    paint.stroke();
  }

  // Where the score changes its sign, as strokes between places [column, row]: in each cell, from one side to
  // another. The place on a side is as far along as 0 is between the scores at its ends.
  static boundary(scores, columns, rows) {
    const strokes = [];
    for (let row = 0; row < rows; ++row) {
      for (let column = 0; column < columns; ++column) {
        const corners = [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ].map(([x, y]) => ({
          x: column + x,
          y: row + y,
          score: scores[(row + y) * (columns + 1) + column + x],
        }));
        const crossings = [];
        corners.forEach((a, i) => {
          const b = corners[(i + 1) % 4];
          if (a.score > 0 === b.score > 0) return;
          const share = a.score / (a.score - b.score);
          crossings.push([a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)]);
        });
        for (let i = 0; i + 1 < crossings.length; i += 2) {
          strokes.push([crossings[i], crossings[i + 1]]);
        }
      }
    }
    return strokes;
  }
}
