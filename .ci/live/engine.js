// Gives an engine in a page jobs that go well and jobs that don't: `node engine.js FOLDER`, where FOLDER is the
// playground's.
/* global Engine */
const { launch, open } = require('../browser');

// Runs in the page: what each job came to, in order.
async function tried() {
  const engine = new Engine(
    'playground',
    {
      count: (wasm) => (wasm.count = (wasm.count ?? 0) + 1),
      record: (wasm, x) => {
        wasm.call('start');
        wasm.call('leaf', x);
        return wasm.doubles(8, 1).length + wasm.call('data', 0);
      },
      full: (wasm) => {
        wasm.call('start');
        for (;;) wasm.call('leaf', 1);
      },
      forever: () => {
        for (;;);
      },
      deep: () => {
        const deeper = () => deeper() + 1;
        return deeper();
      },
      missing: (wasm) => wasm.call('nothing'),
    },
    2000,
  );
  const jobs = [
    ['count'],
    ['count'],
    ['full'],
    ['count'],
    ['forever'],
    ['record', 6],
    ['deep'],
    ['missing'],
  ];
  // All at once: they are done one after the other.
  const results = await Promise.all(
    jobs.map((job) => engine.run(...job).catch((error) => error.message)),
  );
  try {
    new Engine('nothing', {});
  } catch (error) {
    results.push(error.message);
  }
  return results;
}

const expected = [
  1,
  2,
  'Tape: all 100 places are taken; ask for more, or rewind between steps',
  1, // Of a fresh engine.
  'It did not end within 2 seconds.',
  7,
  'It calls itself without end.',
  'exports[name] is not a function',
  'its engine was not built: that needs clang for WebAssembly.',
];

(async () => {
  const browser = await launch();
  const faults = [];
  const page = await open(browser, process.argv[2], faults);
  const results = await page.evaluate(tried);
  expected.forEach((result, i) => {
    if (results[i] !== result) faults.push(`${results[i]}, and not ${result}`);
  });
  console.log(faults.length ? faults.join('\n') : 'fine');
  await browser.close();
  process.exit(faults.length ? 1 : 0);
})();
