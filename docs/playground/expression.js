// An expression over named numbers, such as tanh(a*b + 6.5): the tree that it means, and its value in plain
// numbers.
//
//     text     name = sum; as often as you like, and then a sum: y = x*x; y*y + y
//     sum      product, then + or - product, as often as you like
//     product  factor, then * or / factor, as often as you like
//     factor   a number, a name, -factor, (sum), or tanh, exp, log, relu (sum), pow(sum, number)
//
// A tree is a number, the name of an input, or {op, of: [tree, ...]}, where op is +, -, *, / or a function's
// name, and a minus of one tree is its negative. A name given in the text stands for one tree, however often it
// is used. What is made of numbers alone is a number, as it is in C++.
/* exported parsed, namesIn, evaluated */

// What each operation makes of plain numbers.
const OPERATIONS = {
  '+': (a, b) => a + b,
  '-': (a, b) => (b === undefined ? -a : a - b),
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  tanh: Math.tanh,
  exp: Math.exp,
  log: Math.log,
  relu: (a) => (a <= 0 ? 0 : a),
  pow: (a, b) => a ** b,
};

// The tree of a text. What is wrong with a text is an Error with `at`, the index of the character that is not
// what it should be: 'character 7: expected ")"'.
function parsed(text) {
  let at = 0;
  const given = new Map(); // The tree of each name that the text gives.

  const wrong = (what, where = at) => {
    const place = where < text.length ? `character ${where + 1}` : 'the end';
    return Object.assign(new Error(`${place}: ${what}`), { at: where });
  };
  // The next piece, if it is one of these, or undefined; spaces do not count.
  const next = (pattern) => {
    const piece = new RegExp(`\\s*(${pattern})`, 'y');
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found) at = piece.lastIndex;
    return found?.[1];
  };
  const skipSpaces = () => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const expect = (what) => {
    if (next(`\\${what}`)) return;
    skipSpaces();
    throw wrong(`expected "${what}"`);
  };
  const apply = (op, ...of) =>
    of.every((part) => typeof part === 'number') ? OPERATIONS[op](...of) : { op, of };

  const chain = (part, operators) => {
    let tree = part();
    for (let op = next(operators); op; op = next(operators)) tree = apply(op, tree, part());
    return tree;
  };
  const sum = () => chain(product, '[-+]');
  const product = () => chain(factor, '[*/]');
  const factor = () => {
    if (next('-')) return apply('-', factor());
    const number = next('(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?');
    if (number) return Number(number);
    if (next('\\(')) {
      const tree = sum();
      expect(')');
      return tree;
    }
    skipSpaces();
    const start = at;
    const name = next('[A-Za-z_]\\w*');
    if (!name) throw wrong('expected a number, a name or "("');
    if (Object.hasOwn(OPERATIONS, name)) return called(name);
    skipSpaces();
    if (text[at] !== '(') return given.get(name) ?? name;
    throw wrong(`there is no function ${name}; there are tanh, exp, log, relu and pow`, start);
  };
  const called = (name) => {
    expect('(');
    const of = [sum()];
    if (name === 'pow') {
      expect(',');
      skipSpaces();
      const start = at;
      of.push(sum());
      if (typeof of[1] !== 'number') throw wrong('expected a number as the exponent', start);
    }
    expect(')');
    return apply(name, ...of);
  };

  for (let name; (name = next('[A-Za-z_]\\w*(?=\\s*=)'));) {
    expect('=');
    given.set(name, sum());
    expect(';');
  }
  const tree = sum();
  skipSpaces();
  if (at < text.length) throw wrong('expected an operation or the end');
  return tree;
}

// The inputs of a tree, in the order in which they come.
function namesIn(tree) {
  const seen = new Set();
  const look = (part) => {
    if (typeof part === 'number' || seen.has(part)) return;
    seen.add(part);
    part.of?.forEach(look);
  };
  look(tree);
  return [...seen].filter((part) => typeof part === 'string');
}

// The value of a tree in plain numbers, where `inputs` is a Map of each input's number.
function evaluated(tree, inputs) {
  const values = new Map(); // Of the trees that are done: one may be used often.
  const value = (part) => {
    if (typeof part === 'number') return part;
    if (typeof part === 'string') return inputs.get(part);
    if (!values.has(part)) values.set(part, OPERATIONS[part.op](...part.of.map(value)));
    return values.get(part);
  };
  return value(tree);
}
