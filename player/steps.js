// What happened on a tape, step by step, from its state at a few moments of a real run.
//
// A run is {moments: [{says, names, order, nodes: [{op, data, grad, parents: [[place, partial], ...]}, ...]}]}:
// `nodes` as graph.h's json() writes them, `names` of the first places (may be missing), and `order`
// the places in the order in which a walk other than backward()'s visited them (may be missing or empty).
/* exported stepsOf, shownNumber */

// A number with some significant digits, or inf, -inf, nan.
function shownNumber(x, digits = 4) {
  if (Number.isFinite(x)) return String(Number(x.toPrecision(digits)));
  return Number.isNaN(x) ? 'nan' : x < 0 ? '-inf' : 'inf';
}

// The steps of a run: [{says, nodes, now, shares, late, wrong}], where `nodes` is the tape after the step,
// `now` the place that the step is about or -1, `shares` what it handed on ({from, to, partial, share}),
// `late` the places that handed on before all of their gradient had arrived, and `wrong` those whose
// gradient the engine has different.
function stepsOf(run) {
  const steps = [];
  let nodes = [];
  for (const moment of run.moments) {
    nodes = betweenMoments(nodes, moment, steps);
    if (moment.says && steps.length)
      steps.at(-1).says += ` ${moment.says[0].toUpperCase()}${moment.says.slice(1)}`;
  }
  return steps;
}

// Appends the steps that lead from a tape to that of `moment`, and returns the latter.
function betweenMoments(before, moment, steps) {
  const number = (x) =>
    typeof x === 'number' ? x : ({ inf: Infinity, '-inf': -Infinity }[x] ?? NaN);
  const after = moment.nodes.map((node, i) => ({
    ...node,
    name: moment.names?.[i] ?? '',
    data: number(node.data),
    grad: number(node.grad),
    parents: node.parents.map(([place, partial]) => [place, number(partial)]),
  }));
  const called = (i) => (after[i].name ? `${after[i].name} (node ${i})` : `node ${i}`);
  const nodes = before.map((node) => ({ ...node }));
  const step = (says, more = {}) => {
    steps.push({
      now: -1,
      shares: [],
      late: [],
      wrong: [],
      ...more,
      says,
      nodes: nodes.map((node) => ({ ...node })),
    });
  };

  const kept = keptPlaces(before, after);
  if (kept < before.length) {
    nodes.length = kept;
    step(
      `The tape rewinds to the mark at ${kept}: the places from ${kept} on are free again, in one step.`,
    );
  }
  const set = after
    .slice(0, kept)
    .flatMap((node, i) => (Object.is(node.data, before[i].data) ? [] : [i]));
  if (set.length) {
    for (const i of set) nodes[i].data = after[i].data;
    const list = set.slice(0, 4).map((i) => `${called(i)} to ${shownNumber(after[i].data)}`);
    step(
      `${set.length === 1 ? 'A leaf is' : `${set.length} leaves are`} set: ${list.join(', ')}${set.length > 4 ? ', ...' : ''}.`,
      { now: set.length === 1 ? set[0] : -1 },
    );
  }
  for (let i = kept; i < after.length; i++) {
    nodes.push({ ...after[i], grad: 0 });
    step(recorded(after[i], i, called), { now: i });
  }
  const root = after.findLastIndex((node) => node.grad !== 0);
  const moved = (node, i) => node.grad !== (i < kept ? before[i].grad : 0);
  const walked = moment.order?.length || after.some(moved);
  if (root >= 0 && walked) walk(after, root, moment.order, nodes, step, called);
  return after;
}

// How many places both tapes have in common, but for the numbers of leaves.
function keptPlaces(before, after) {
  const differs = (node, i) => {
    const old = before[i];
    if (!old || old.op !== node.op || node.parents.length !== old.parents.length) return true;
    if (node.parents.some(([place], k) => place !== old.parents[k][0])) return true;
    return node.parents.length > 0 && !Object.is(node.data, old.data);
  };
  const first = after.findIndex(differs);
  return first < 0 ? after.length : first;
}

function recorded(node, i, called) {
  const value = shownNumber(node.data);
  if (!node.parents.length)
    return `Node ${i} is a leaf: ${node.name ? `${node.name} = ` : 'the number '}${value}.`;
  const partials = node.parents.map(
    ([place, d]) => `${shownNumber(d)} times as fast as ${called(place)}`,
  );
  return `Node ${i} records ${node.op}, which is ${value}. It moves ${partials.join(', and ')}.`;
}

// The backward pass from `root`: the seed, then each node that has something to hand on.
function walk(after, root, order, nodes, step, called) {
  for (const node of nodes) node.grad = 0;
  nodes[root].grad = 1;
  step(
    `The backward pass begins at ${called(root)}, the root. It moves as fast as itself: its gradient is 1.`,
    { now: root },
  );
  const visited = new Set();
  const late = new Set();
  const weight = after.map((_, i) => (i === root ? 1 : 0)); // Of all that came, whatever its sign.
  const places = order?.length ? order : [...Array(root + 1).keys()].reverse();
  for (const i of places) {
    const { grad, parents } = nodes[i];
    visited.add(i);
    if (grad === 0 || !parents.length) continue;
    const shares = parents.map(([to, partial]) => ({
      from: i,
      to,
      partial,
      share: partial * grad,
    }));
    for (const { to, share } of shares) {
      nodes[to].grad += share;
      weight[to] += Math.abs(share);
      if (visited.has(to) && nodes[to].parents.length) late.add(to);
    }
    const words = shares.map(
      ({ to, partial, share }) =>
        `${shownNumber(partial)} × ${shownNumber(grad)} = ${shownNumber(share)} to ${called(to)}`,
    );
    const missed = [...late].filter((place) => shares.some(({ to }) => to === place));
    step(
      `${called(i).replace(/^n/, 'N')} hands on its gradient times each partial: ${words.join(', and ')}.` +
        missed
          .map((place) => ` That comes too late: ${called(place)} has handed on already.`)
          .join(''),
      { now: i, shares, late: [...late] },
    );
  }
  const agrees = ({ grad }, i) =>
    Object.is(grad, nodes[i].grad) || Math.abs(grad - nodes[i].grad) <= 1e-5 * weight[i]; // float rounds, too
  const wrong = [...after.keys()].filter((i) => !agrees(after[i], i));
  if (!wrong.length) return;
  const other = order?.length ? 'is right' : 'is what the engine says';
  const list = wrong
    .slice(0, 4)
    .map(
      (i) =>
        `the shares of ${called(i)} add up to ${shownNumber(nodes[i].grad)}, but ${shownNumber(after[i].grad)} ${other}`,
    );
  if (!order?.length) for (const i of wrong) nodes[i].grad = after[i].grad;
  step(`Something is wrong: ${list.join('; ')}.`, { wrong, late: [...late] });
}
