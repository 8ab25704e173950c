// How an expression gets onto the engine's tape.
/* exported recordingOf, tapeOf */

// A tree as a list of operations [op, operand, operand], where an operand is a plain number or {from: i}: the
// i-th name, or past those, the i-th result. `root` is the operand that is the whole.
function recordingOf(tree, names) {
  const steps = [];
  const results = new Map(names.map((name, i) => [name, { from: i }]));
  const operand = (part) => {
    if (typeof part === 'number') return part;
    if (!results.has(part)) {
      steps.push([part.op, ...part.of.map(operand)]);
      results.set(part, { from: names.length + steps.length - 1 });
    }
    return results.get(part);
  };
  return { root: operand(tree), steps };
}

// The engine's job: records the operations over leaves with these numbers, walks back, and returns the value,
// the gradient of each leaf, and the tape as the player reads it.
const tapeOf = (wasm, numbers, { root, steps }) => {
  const lessons = wasm.call('lessons');
  const later = steps.find(([op]) => ['/', 'exp', 'log', 'relu', 'pow'].includes(op));
  if (later && lessons < 9) {
    throw new Error(`${later[0]} comes in lesson 9; your engine has lessons 1 to ${lessons}.`);
  }
  wasm.call('start');
  const places = numbers.map((number) => wasm.call('leaf', number));
  for (const [op, left, right] of steps) {
    const [a, b] = [places[left.from] ?? left, places[right?.from] ?? right];
    const code = op.charCodeAt(0);
    let place;
    if (op === 'pow') place = wasm.call('pow_of', a, b);
    else if (op.length > 1) place = wasm.call(`${op}_of`, a);
    else if (b === undefined) place = wasm.call('negative', a);
    else if (typeof left === 'number') place = wasm.call('number_value', code, a, b);
    else if (typeof right === 'number') place = wasm.call('value_number', code, a, b);
    else place = wasm.call('values', code, a, b);
    places.push(place);
  }
  const end = typeof root === 'number' ? wasm.call('leaf', root) : places[root.from];
  wasm.call('walk_back', end);

  const nodes = Array.from({ length: wasm.call('size') }, (_, i) => ({
    op: wasm.text(wasm.call('op', i)),
    data: wasm.call('data', i),
    grad: wasm.call('grad', i),
    parents: [0, 1]
      .map((k) => [wasm.call('parent', i, k), wasm.call('partial', i, k)])
      .filter(([parent]) => parent >= 0),
  }));
  return { value: nodes[end].data, gradients: numbers.map((_, i) => nodes[places[i]].grad), nodes };
};
