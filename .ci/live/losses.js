// Whether an engine for the pages learns as the native program does:
//
//     node losses.js KIND FILES PROGRAM LOSSES
//
// KIND is moons or names, and FILES are the scripts of the page, with commas between them: engine.js, the engine
// itself, KIND_jobs.js, and for names also names_words.js. PROGRAM is what //:KIND runs, and LOSSES what
// //docs/KIND:losses does; both are run here, in a folder from which names finds its list.
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const vm = require('node:vm');

const [kind, files, program, losses] = process.argv.slice(2);
const native = (file, ...args) => execFileSync(file, args, { encoding: 'utf8' });
const page = (expression) => vm.runInThisContext(expression);
for (const file of files.split(',')) vm.runInThisContext(fs.readFileSync(file, 'utf8'), file);

// The engine as the worker has it, without the worker.
const module_ = new WebAssembly.Module(Buffer.from(page(`ENGINES.${kind}.wasm`), 'base64'));
const wasm = page('Engine').start(module_);
const jobs = page(`${kind.toUpperCase()}_JOBS`);

// The first losses, to 1e-9 of each.
function compareLosses(learn) {
  const expected = native(losses).trim().split('\n').map(Number);
  assert.equal(expected.length, 20, 'the native program prints twenty losses');
  let largest = 0;
  learn(expected.length).forEach((loss, i) => {
    const difference = Math.abs(loss / expected[i] - 1);
    assert(difference <= 1e-9, `step ${i}: ${loss} in the page, ${expected[i]} natively`);
    largest = Math.max(largest, difference);
  });
  console.log(`${kind}: the first 20 losses are the native ones; relative difference ${largest}`);
}

const compare = {
  // Then, what the program prints of steps 0, 10 and 20.
  moons() {
    jobs.start(wasm, 42, []);
    compareLosses((steps) => jobs.train(wasm, steps, 0.005));
    jobs.start(wasm, 42, []);
    const lines = native(program, '--steps', '20').split('\n').slice(0, 3);
    lines.forEach((line, i) => {
      if (i > 0) jobs.train(wasm, 10, 0.005);
      const { loss, points } = jobs.look(wasm);
      const right = points.filter(
        (_, at) => at % 4 === 2 && points[at] * points[at + 1] > 0,
      ).length;
      const state = `step ${String(10 * i).padStart(3)}, loss ${loss.toFixed(6).padStart(10)}`;
      assert.equal(`${state}, training accuracy ${String(right).padStart(3)} %`, line);
    });
  },

  // Then, the names after a thousand steps, and how long these take.
  names() {
    const words = page('WORDS');
    const start = () => jobs.start(wasm, words, 1, 1000);
    assert.equal(start(), 'abcdefghijklmnopqrstuvwxyz');
    compareLosses((steps) => jobs.train(wasm, steps));
    start();
    const before = process.cpuUsage().user;
    const last = jobs.train(wasm, 1000).slice(-100);
    const seconds = (process.cpuUsage().user - before) / 1e6;
    const loss = last.reduce((sum, one) => sum + one, 0) / 100;
    const names = jobs.invent(wasm, 20, 0.5, true);
    const said = native(program);
    assert(said.includes(`step 1000, loss ${loss.toFixed(3)}, `), `loss ${loss} in the page`);
    assert.deepEqual(
      names,
      [...said.matchAll(/^ *\d+ {2}(\w+)/gm)].map((match) => match[1]),
    );
    assert.deepEqual(jobs.invent(wasm, 20, 0.5, true), names, 'the same random numbers again');
    assert.notDeepEqual(jobs.invent(wasm, 20, 0.5, false), names, 'other random numbers');
    assert.throws(() => jobs.start(wasm, 'emma\nzoë\n', 1, 1000), /letters a to z/);
    console.log(`names: 20 names are the native ones; 1,000 steps in ${seconds.toFixed(2)} s`);
  },
};
compare[kind]();
