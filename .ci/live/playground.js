// Uses the playground as a reader does, and compares what it shows: `node playground.js FOLDER`.
const { launch, open } = require('../browser');

const folder = process.argv[2];

(async () => {
  const browser = await launch();
  const faults = [];
  const began = Date.now();
  const page = await open(browser, folder, faults);
  const expression = page.getByRole('textbox', { name: 'Expression' });
  const status = page.getByRole('status').first();
  const row = (name) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

  // Waits until an element shows this; what it showed instead is a fault.
  const shows = async (what, locator, text) => {
    const shown = () => locator.innerText().then((all) => all.replace(/\s+/g, ' ').trim());
    for (let tries = 0; tries < 60; tries++) {
      if ((await locator.count()) && (await shown()).includes(text)) return;
      await page.waitForTimeout(50);
    }
    faults.push(
      `${what}: "${(await locator.count()) ? await shown() : 'nothing'}" instead of "${text}"`,
    );
  };
  const typed = async (text, answer) => {
    await expression.fill(text);
    await shows(text, status, answer);
  };

  await shows(
    'at first',
    status,
    'The expression is 0.462117. The gradients agree with the nudges.',
  );
  console.log(`usable after ${Date.now() - began} ms`);
  await shows('at first', row('a'), 'a 2 -2.35934 -2.35934 yes');
  await shows('at first', row('b'), 'b -3 1.5729 1.5729 yes');
  await shows('at first', page.locator('.runs-on'), 'Running on the library’s engine.');
  await shows('the player', page.locator('.player'), 'tanh');

  await typed('y = a*a; y*y + c', 'The expression is 26.');
  await shows('its gradient', row('a'), 'a 2 32 32 yes');
  await typed('relu(a) + a/b + pow(a, 3) - exp(b) + log(a) - -a', 'agree');
  await typed('2 + 3', 'The expression is 5.');
  await typed('a/(b + 3)', 'The expression is inf.');
  await shows('by zero', row('b'), '-inf');
  await typed('log(b)', 'The expression is nan.');
  await typed('0*a/(b + 3)', 'The expression is nan.');
  await typed('relu(a - 2)', 'The expression is 0.');
  await shows('a corner', row('a'), 'a corner: 0 to the left, 1 to the right');
  await typed(Array(60).fill('a*b').join('+'), 'The engine stops: Tape: all 100 places are taken;');
  await typed('a*a', 'The expression is 4. The gradients agree');

  const mistakes = {
    'tanh(a*b + 6.5': 'Mistake at the end: expected ")".',
    'a + * b': 'Mistake at character 5: expected a number, a name or "(".',
    'sin(a)':
      'Mistake at character 1: there is no function sin; there are tanh, exp, log, relu and pow',
    'pow(a, b)': 'Mistake at character 8: expected a number as the exponent',
    'a b': 'Mistake at character 3: expected an operation or the end',
    'y = a*a, y': 'Mistake at character 8: expected ";"',
    '': 'Mistake at the end: expected a number',
  };
  for (const [text, sentence] of Object.entries(mistakes)) {
    await expression.fill(text);
    await shows(text, page.getByRole('alert'), sentence);
  }
  await shows('after a mistake, what was', status, 'The expression is 4.');

  await typed('a*a + b', 'The expression is 1.');
  const slider = page.getByRole('slider', { name: 'a', exact: true });
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2, { steps: 20 });
  await page.mouse.up();
  const a = Number(await slider.inputValue());
  if (!(a > 4 && a < 6)) faults.push(`the slider was drawn to ${a}`);
  const field = page.getByRole('spinbutton', { name: 'a as a number' });
  if (Number(await field.inputValue()) !== a) faults.push('the field does not follow the slider');
  const slope = Number((2 * a).toPrecision(6));
  await shows('drawn', row('a'), `a ${a} ${slope} ${slope} yes`);
  await field.fill('0.125');
  await shows('a number typed', row('a'), 'a 0.125 0.25 0.25 yes');

  // By keyboard alone.
  await page.reload();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3*a');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Home');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await shows('by keyboard', row('a'), 'a -9.5 3 3 yes');
  await shows('by keyboard', status, 'The expression is -28.5.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('7');
  await shows('by keyboard', row('a'), 'a 7 3 3 yes');

  // On a phone, nothing is cut off.
  await page.setViewportSize({ width: 390, height: 844 });
  for (const text of ['relu(a - 7)', 'tanh(a*b + 6.5)/1e9', 'log(a - 99)*longer_than_most']) {
    await expression.fill(text);
    await page.waitForTimeout(300);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 390) faults.push(`${text}: ${wide} pixels wide on a phone`);
  }

  const without = await open(browser, folder, faults, { javaScriptEnabled: true });
  await without.addInitScript('delete globalThis.WebAssembly');
  await without.reload();
  await shows('without WebAssembly', without.locator('.live'), 'this browser runs no WebAssembly');

  console.log(faults.length ? faults.join('\n') : 'fine');
  await browser.close();
  process.exit(faults.length ? 1 : 0);
})();
