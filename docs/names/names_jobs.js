// What the engine of lesson 11's live part does in its worker: see names.cc.
/* exported NAMES_JOBS */

const NAMES_JOBS = {
  start: (wasm, words, seed, steps) => {
    const bytes = new TextEncoder().encode(words);
    wasm.bytes(wasm.call('room', bytes.length), bytes.length).set(bytes);
    wasm.call('start', seed, steps);
    return wasm.text(wasm.call('letters'));
  },
  train: (wasm, steps) => Array.from({ length: steps }, () => wasm.call('step')),
  invent: (wasm, count, temperature, again) => {
    if (again) wasm.call('throw_again');
    return Array.from({ length: count }, () => wasm.text(wasm.call('invent', temperature)));
  },
  look: (wasm, word) => {
    const bytes = new TextEncoder().encode(word);
    wasm.bytes(wasm.call('room', bytes.length), bytes.length).set(bytes);
    const positions = word.length + 1;
    return wasm.doubles(wasm.call('attention', positions), 4 * positions * positions).slice();
  },
};
