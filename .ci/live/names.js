// Lets the GPT of lesson 11 learn names in a browser: `node names.js PAGE`, a file of the site.
const assert = require('node:assert');
const { walk, tabTo, button, untilStep } = require('./walk');

const names = (part) => part.locator('ol li').allInnerTexts();

// A head's table as its rows, each as its cells.
const head = (part, number) =>
  part
    .getByRole('table', { name: `Head ${number}` })
    .evaluate((table) =>
      [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText)),
    );

const learns = {
  async steps(part) {
    assert.equal(await part.locator('.state').innerText(), 'Step 0 of 1,000.');
    assert.equal((await names(part))[0], 'vwfqovhjnanqryit', 'as the chapter says');
    await button(part, 'Train').click();
    await part.getByText('It has learnt.').waitFor();
    assert.match(
      await part.locator('.state').innerText(),
      /^Step 1,000 of 1,000: loss 2\.395, [\d,]+ steps a second\.$/,
    );
    const progress = part.getByRole('progressbar', { name: 'Training' });
    assert.deepEqual(await progress.evaluate(({ value, max }) => [value, max]), [1000, 1000]);
    const invented = await names(part);
    assert.equal(invented.length, 20);
    assert.deepEqual(invented.slice(0, 3), ['miciin', 'cabiny', 'gire'], 'as the chapter says');
    assert.equal(invented[5], 'morie (in the list)');
    await part.getByText('0.5: 2 of 20 are in the list').waitFor();
    const rows = await part.locator('.on-the-way tbody th').allInnerTexts();
    assert.deepEqual(rows, '0 100 200 300 400 500 600 700 800 900 1,000'.split(' '));
  },
};

// A step count that came with a seed that is none must not be taken for the training's.
const refusedSeed = {
  async steps(part) {
    await part.getByLabel('Seed').fill('');
    await part.getByLabel('Steps').selectOption('10,000');
    await part.getByText('The seed must be a whole number').waitFor();
    await button(part, 'Train').click();
    await part.getByText('It has learnt.').waitFor();
    assert.match(await part.locator('.state').innerText(), /^Step 1,000 of 1,000:/);
  },
};

const stops = {
  async steps(part) {
    await part.getByLabel('Steps').selectOption('10,000');
    await part.getByText('Step 0 of 10,000').waitFor();
    // Within the page, so that the time is the page's.
    const [atStop, later] = await part.evaluate(async (element) => {
      const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const step = () => element.querySelector('progress').value;
      element.querySelector('[data-do=train]').click();
      const end = performance.now() + 20000;
      while (step() < 200 && performance.now() < end) await wait(1);
      element.querySelector('[data-do=train]').click();
      const before = step();
      await wait(500);
      return [before, step()];
    });
    assert(later - atStop <= 50, `stopped at ${atStop}, and went on to ${later}`);
    assert(later < 10000);
    // The names are those of now, and not of the last tenth.
    await part.locator('ol', { hasText: 'vwfqovhjnanqryit' }).waitFor({ state: 'detached' });
    await button(part, 'Train').click();
    await untilStep(part, later + 100);
    await button(part, 'Again').click();
    await part.getByText('Step 0 of 10,000.').waitFor();
  },
};

const temperature = {
  async steps(part, page) {
    await button(part, 'Train').click();
    await part.getByText('It has learnt.').waitFor();
    const before = await names(part);
    await tabTo(part, '[name=temperature]');
    await page.keyboard.press('Home');
    await part.getByText(/^0\.1: \d+ of 20/).waitFor();
    const cold = await names(part);
    assert(new Set(cold).size < new Set(before).size, 'when cautious, it repeats itself');
    await page.keyboard.press('End');
    await part.getByText(/^2: \d+ of 20/).waitFor();
    await part.getByLabel('Temperature').fill('0.5');
    await part.getByText(/^0\.5: 2 of 20/).waitFor();
    assert.deepEqual(await names(part), before, 'the same random numbers again');
    await tabTo(part, '[data-do=more]');
    await page.keyboard.press('Enter');
    await part.locator('li', { hasText: before[0] }).waitFor({ state: 'detached' });
  },
};

const looks = {
  async steps(part, page) {
    await tabTo(part, '[name=word]');
    await page.keyboard.type('Emma');
    await part.locator('tr:nth-child(5):last-child th', { hasText: 'a' }).last().waitFor();
    for (const number of [0, 1, 2, 3]) {
      const [letters, ...rows] = await head(part, number);
      assert.deepEqual(letters, ['', '^', 'e', 'm', 'm', 'a']);
      assert.deepEqual(
        rows.map(([letter]) => letter),
        ['^', 'e', 'm', 'm', 'a'],
      );
      rows.forEach(([, ...cells], row) => {
        assert.equal(cells.filter((cell) => cell !== '').length, row + 1, 'nothing later is seen');
        const sum = cells.reduce((all, cell) => all + Number(cell), 0);
        assert(Math.abs(sum - 100) <= 3, `row ${row} adds up to ${sum} %`);
      });
    }
    const before = await head(part, 0);
    await page.keyboard.type('ë');
    await part.getByText('It has learnt the letters a to z, and “ë” is none of them.').waitFor();
    assert.deepEqual(await head(part, 0), before);
    await page.keyboard.press('Backspace');
    await part.getByText('is none of them').waitFor({ state: 'detached' });
  },
};

const onPhone = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  reducedMotion: 'reduce',
  async steps(part, page) {
    await tabTo(part, '[data-do=train]');
    await page.keyboard.press('Enter');
    await part.getByText('It has learnt.').waitFor();
    await part.getByLabel('A name').fill('bartholomeworum');
    await part.getByRole('rowheader', { name: 'w', exact: true }).first().waitFor();
    const wide = await part
      .locator('.wide')
      .evaluateAll((boxes) =>
        boxes.map((box) => [box.scrollWidth > box.clientWidth, box.getAttribute('tabindex')]),
      );
    assert(
      wide.some(([scrolls]) => scrolls),
      'a long name is wider than a phone',
    );
    wide.forEach(([scrolls, index]) =>
      assert.equal(scrolls, index === '0', 'a keyboard scrolls it'),
    );
  },
};

walk(process.argv[2], 'names', {
  'it learns, and invents what the native program does': learns,
  'a seed that is none changes nothing': refusedSeed,
  'it stops at once, and goes on': stops,
  'the temperature changes the names': temperature,
  'a typed name shows where it looks': looks,
  'on a phone, in the dark, by keyboard': onPhone,
});
