// Draws a tape at one step as SVG: a row of cells in the order of recording, over it an arc from each
// parent with its partial, under it the shares that a node hands back.
/* global shownNumber */
/* exported drawTape, escaped */

const PITCH = 106; // From one cell to the next.
const CELL = { width: 98, height: 76 };

const middle = (place) => PITCH * place + PITCH / 2;
const rise = (span) => 26 + 24 * Math.min(span, 5) + 7 * Math.max(0, Math.min(span, 20) - 5);
const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const label = (x, y, text, kind) =>
  `<text class="${kind}" x="${x}" y="${y}">${escaped(text)}</text>`;

// Puts labels where no earlier one stands: tries a few places along each arc.
class Labels {
  #boxes = [];

  // `at(t)` is the point of the arc at t, from 0 to 1.
  place(text, at, offset) {
    const width = 7.4 * text.length;
    const free = ([x, y]) =>
      this.#boxes.every(
        (box) => Math.abs(box.x - x) > (box.width + width) / 2 || Math.abs(box.y - y) > 14,
      );
    const candidates = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78]
      .map((t) => at(t))
      .map(([x, y]) => [x, y + offset]);
    const [x, y] = candidates.find(free) ?? candidates[0];
    this.#boxes.push({ x, y, width });
    return [x, y];
  }
}

// An arc over (side -1) or under (1) the cells, with its label: {line, words}.
function arc(from, to, base, side, height, text, kind, labels) {
  const peak = base + side * height;
  const at = (t) => {
    const s = 1 - t;
    const ends = s * s * s + 3 * s * s * t;
    return [from * ends + to * (1 - ends), base * (s ** 3 + t ** 3) + 3 * peak * s * t];
  };
  const [x, y] = labels.place(text, at, side < 0 ? -5 : 15);
  return {
    line:
      `<path class="${kind}" pathLength="1" d="M${from} ${base} C${from} ${peak} ${to} ${peak} ${to} ${base}"/>` +
      `<path class="head ${kind}" d="M${to} ${base}l-4 ${side * 8}h8z"/>`,
    words: label(x, y, text, kind),
  };
}

function cell(node, place, top, step) {
  const kinds = node.parents.length ? ['cell'] : ['cell', 'leaf'];
  if (place === step.now) kinds.push(step.shares.length ? 'giving' : 'now');
  if (step.late.includes(place) || step.wrong.includes(place)) kinds.push('wrong');
  const x = middle(place);
  const grad = `grad ${shownNumber(node.grad)}`;
  return (
    `<g class="${kinds.join(' ')}"><rect x="${x - CELL.width / 2}" y="${top}" width="${CELL.width}" height="${CELL.height}" rx="7"/>` +
    label(x, top + 17, node.name || node.op || 'leaf', node.name || !node.op ? 'name' : 'op') +
    label(x, top + 42, shownNumber(node.data), 'data') +
    label(x, top + 64, grad, 'grad') +
    '</g>'
  );
}

// The picture of `step`, in as much room as `size` places need, whichever of them are taken.
function drawTape(step, size) {
  const { nodes } = step;
  const arcs = nodes.flatMap((node, i) =>
    node.parents.map(([parent, partial]) => ({
      from: parent,
      to: i,
      text: `× ${shownNumber(partial)}`,
    })),
  );
  const spans = [...arcs.map(({ from, to }) => to - from), 1];
  const twice = (list, k) =>
    list.slice(0, k).filter(({ from, to }) => from === list[k].from && to === list[k].to).length;
  const top = rise(Math.max(...spans)) * 0.75 + 46;
  const base = top + CELL.height + 18;
  const labels = new Labels();
  const lines = [];
  const words = [];
  arcs.forEach(({ from, to, text }, k) => {
    const now = to === step.now && !step.shares.length ? ' now' : '';
    // Those into one cell end side by side, the nearest parent's on the left.
    const rank =
      arcs.filter((other) => other.to === to && other.from > from).length + twice(arcs, k);
    const drawn = arc(
      middle(from) + 16,
      middle(to) - 18 + 14 * rank,
      top - 2,
      -1,
      rise(to - from) + 22 * twice(arcs, k),
      text,
      `forward${now}`,
      labels,
    );
    lines.push(drawn.line);
    words.push(drawn.words);
  });
  step.shares.forEach(({ from, to, share }, k) => {
    const drawn = arc(
      middle(from) - 8,
      middle(to) + 8,
      base,
      1,
      rise(from - to) + 22 * twice(step.shares, k),
      share < 0 ? `+ (${shownNumber(share)})` : `+ ${shownNumber(share)}`,
      'share',
      labels,
    );
    lines.push(drawn.line);
    words.push(drawn.words);
  });
  const free = [...Array(size).keys()]
    .slice(nodes.length)
    .map(
      (i) =>
        `<rect class="free" x="${middle(i) - CELL.width / 2}" y="${top}" width="${CELL.width}" height="${CELL.height}" rx="7"/>`,
    );
  const places = [...Array(size).keys()].map((i) =>
    label(middle(i), top + CELL.height + 13, i, 'place'),
  );
  const width = PITCH * size;
  const height = base + rise(Math.max(...spans)) * 0.75 + 24;
  return (
    `<svg viewBox="0 0 ${width} ${height}" style="min-width: ${0.75 * width}px; max-width: ${width}px" aria-hidden="true">` +
    [
      ...free,
      ...nodes.map((node, i) => cell(node, i, top, step)),
      ...places,
      ...lines,
      ...words,
    ].join('') +
    '</svg>'
  );
}
