// What the engine of lesson 8's live part does in its worker: see moons.cc.
/* exported MOONS_JOBS */

const MOONS_JOBS = {
  start: (wasm, seed, added) => {
    wasm.call('start', seed);
    for (const point of added) wasm.call('add', ...point);
  },
  add: (wasm, point) => wasm.call('add', ...point) !== 0,
  forget: (wasm) => wasm.call('forget'),
  train: (wasm, steps, rate) => Array.from({ length: steps }, () => wasm.call('step', rate)),
  look: (wasm) => {
    const doubles = (name, n) => wasm.doubles(wasm.call(name), n).slice();
    const view = doubles('view', 6);
    const scores = doubles('scores', (view[4] + 1) * (view[5] + 1));
    const points = doubles('points', 4 * wasm.call('size'));
    return { loss: wasm.call('loss'), view, scores, points };
  },
};
