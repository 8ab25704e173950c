// Records many expressions on the playground's engine as a page does, and on the same code compiled for this
// machine, and compares every number on the two tapes: `node agrees.js SCRIPT... NATIVE_PROGRAM`. And no nudge may
// say of a right gradient that it is wrong.
const { execFileSync } = require('child_process');
const { readFileSync } = require('fs');
const vm = require('vm');

const scripts = process.argv.slice(2, -1);
const native = process.argv.at(-1);

const page = vm.createContext({ WebAssembly, TextDecoder });
const source = scripts.map((file) => readFileSync(file, 'utf8')).join('\n');
const names = 'Engine, ENGINES, parsed, evaluated, recordingOf, tapeOf, nudged, verdict';
const { Engine, ENGINES, parsed, evaluated, recordingOf, tapeOf, nudged, verdict } =
  vm.runInContext(`${source}; ({ ${names} })`, page);
const engine = Engine.start(new WebAssembly.Module(Buffer.from(ENGINES.playground.wasm, 'base64')));

// A fixed sequence that looks random: whole numbers below n.
let state = 1;
const random = (n) => {
  state = (state * 1103515245 + 12345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * n);
};
const one = (list) => list[random(list.length)];

// Of operations whose results IEEE arithmetic fixes, or with those of the C library, too.
function expression(depth, withFunctions) {
  if (depth === 0) return one(['a', 'b', 'c', '0.1', '7', '(-3)']);
  const part = () => expression(depth - 1, withFunctions);
  const kind = random(withFunctions ? 8 : 5);
  if (kind < 4) return `(${part()} ${'+-*/'[kind]} ${part()})`;
  if (kind === 4) return `-${part()}`;
  if (kind === 7) return `pow(${part()}, ${one(['2', '3', '-1', '0.5'])})`;
  return `${one(['tanh', 'exp', 'log', 'relu'])}(${part()})`;
}

const inputs = new Map([
  ['a', 2],
  ['b', -3],
  ['c', 0.7],
]);
const calls = [];
const wasm = {
  ...engine,
  call: (name, ...values) => {
    if (!['lessons', 'size', 'op', 'data', 'grad', 'parent', 'partial'].includes(name)) {
      calls.push([name, ...values.map((x) => (Object.is(x, -0) ? '-0' : x))].join(' '));
    }
    return engine.call(name, ...values);
  },
};
const texts = [
  'tanh(a*b + 6.5)',
  'a*a',
  'a',
  '2 + 3',
  'y = a*a; y*y + y',
  'y = a*a; z = y*y; z*z - tanh(z)*y',
  'a/(b + 3)',
  'log(b)',
  'log(a - 2)',
  'pow(a - 2, -1)',
  'relu(a - 2)',
  'relu(a - 2)/1e7',
  ...Array.from({ length: 200 }, () => expression(1 + random(4), false)),
  ...Array.from({ length: 200 }, () => expression(1 + random(4), true)),
];
const tapes = texts.map((text) =>
  tapeOf(wasm, [...inputs.values()], recordingOf(parsed(text), [...inputs.keys()])),
);

const number = (text) => Number(text.replace('nan', 'NaN').replace('inf', 'Infinity'));
const natives = execFileSync(native, { input: calls.join('\n') })
  .toString()
  .trim()
  .split('\n\n');
let wrong = 0;
let numbers = 0;
let rounded = 0;
const fault = (text, what) => {
  wrong++;
  console.log(`${text}: ${what}`);
};
texts.forEach((text, t) => {
  const rows = natives[t].split('\n').map((row) => row.split(' '));
  const { nodes } = tapes[t];
  if (rows.length !== nodes.length) fault(text, `${nodes.length} nodes, natively ${rows.length}`);
  // The C libraries differ in the last digit of tanh, exp, log and pow.
  const digits = /[hgpw]\(/.test(text) ? 1e-13 : 0;
  nodes.forEach((node, i) => {
    const [op, data, grad, ...parents] = rows[i];
    const ours = [node.data, node.grad, ...node.parents.flat()];
    const theirs = [data, grad, ...parents.slice(0, ours.length - 2)].map(number);
    if (op !== (node.op || 'leaf')) fault(text, `node ${i} is ${node.op}, natively ${op}`);
    ours.forEach((x, k) => {
      numbers++;
      if (Object.is(x, theirs[k]) || x === theirs[k]) return;
      rounded++;
      if (!(Math.abs(x - theirs[k]) <= digits * Math.abs(theirs[k])))
        fault(text, `node ${i} has ${x}, natively ${theirs[k]}`);
    });
  });
});

const said = { true: 0, null: 0 };
texts.forEach((text, t) => {
  [...inputs].forEach(([name, at], i) => {
    const f = (x) => evaluated(parsed(text), new Map(inputs).set(name, x));
    const { agree, says } = verdict(tapes[t].gradients[i], nudged(f, at));
    if (agree === false)
      fault(
        text,
        `the gradient of ${name} is ${tapes[t].gradients[i]}, and the nudge says ${says}`,
      );
    else said[agree]++;
  });
});
console.log(`${said.true} nudges agree, ${said.null} can't tell`);
console.log(
  `${texts.length} expressions, ${numbers} numbers, ${rounded} of them in another last digit`,
);
process.exit(wrong ? 1 : 0);
