/* global Engine */
// Trains the crescents of lesson 8 in a browser: `node moons.js PAGE`, a file of the site.
const assert = require('node:assert');
const { walk, tabTo, button, untilStep } = require('./walk');
const { state, colourAt } = require('./moons_page');

const says = (part, text) => part.locator('.says').getByText(text).waitFor();

const trains = {
  async steps(part, page) {
    assert.deepEqual(await state(part), { step: 0, loss: 80.820572, right: 72, points: 100 });
    await page.waitForTimeout(300);
    assert.equal((await state(part)).step, 0, 'nothing moves by itself');
    await button(part, 'Train').click();
    await untilStep(part, 40);
    await button(part, 'Stop').click();
    const { step, right } = await state(part);
    await page.waitForTimeout(300);
    assert((await state(part)).step <= step + 12, 'what was under way ends, and nothing follows');
    assert.equal(right, 100);
    assert.equal(await colourAt(part, 0, 1.3), 'blue');
    assert.equal(await colourAt(part, 1, -0.8), 'orange');
    const stopped = (await state(part)).step;
    await button(part, 'One step').click();
    await untilStep(part, stopped + 1);
    assert.equal((await state(part)).step, stopped + 1);
    await button(part, 'Train').click();
    await says(part, 'That makes 500 steps.');
    assert.equal((await state(part)).step, 500);
    assert.equal(await button(part, 'Train').count(), 1, 'it has stopped by itself');
    await button(part, 'Again').click();
    await part.getByText('Step 0: loss 80.820572').waitFor();
  },
};

const adds = {
  async steps(part) {
    const canvas = part.locator('canvas');
    const { width, height } = await canvas.boundingBox();
    const position = { x: width / 2, y: height / 2 };
    await canvas.click({ position });
    await says(part, 'A dot was added at x = 0.50, y = 0.25.');
    await canvas.click({ position, modifiers: ['Shift'] });
    await says(part, 'A cross was added at x = 0.50, y = 0.25.');
    assert.equal((await state(part)).points, 102);
    // Of two points in one place, one is always on the wrong side.
    await button(part, 'Train').click();
    await untilStep(part, 100);
    await button(part, 'Stop').click();
    const { right, points } = await state(part);
    assert(right < points);
    await button(part, 'Remove added points').click();
    await part.getByText('of 100 points').waitFor();
  },
};

const newRate = {
  async steps(part) {
    await button(part, 'Train').click();
    await untilStep(part, 5);
    await part.getByLabel('Rate').fill('');
    await untilStep(part, (await state(part)).step + 10);
    await part.getByLabel('Rate').fill('0.001');
    await part.getByLabel('Rate').blur();
    await untilStep(part, (await state(part)).step + 10);
    await button(part, 'Stop').waitFor();
    await part.getByLabel('Rate').fill('-1');
    await part.getByLabel('Rate').blur();
    await says(part, 'The rate must be a number from 0 to 1.');
  },
};

const byKeyboard = {
  async steps(part, page) {
    await tabTo(part, '[data-do=train]');
    await page.keyboard.press('Enter');
    await untilStep(part, 5);
    await page.keyboard.press('Space');
    await button(part, 'Train').waitFor();
    await tabTo(part, '[name=rate]');
    await page.keyboard.type('0.01');
    const { step } = await state(part);
    await page.keyboard.press('Shift+Tab'); // To Again,
    await page.keyboard.press('Shift+Tab'); // and to One step.
    await page.keyboard.press('Enter');
    await untilStep(part, step + 1);
    await tabTo(part, '[name=moons_kind]:checked');
    await page.keyboard.press('ArrowRight');
    await tabTo(part, '[name=x]');
    await page.keyboard.type('-1.25');
    await tabTo(part, '[data-do=add]');
    await page.keyboard.press('Enter');
    await says(part, 'A cross was added at x = -1.25, y = 0.25.');
    assert.equal((await state(part)).points, 101);
  },
};

const refuses = {
  async steps(part) {
    const { step } = await state(part);
    for (const rate of ['7', '-1', '']) {
      await part.getByLabel('Rate').fill(rate);
      await button(part, 'One step').click();
      await says(part, 'The rate must be a number from 0 to 1.');
    }
    assert.equal((await state(part)).step, step);
    // What the engine says; and then it starts again.
    await part.evaluate(() => {
      const { run } = Engine.prototype;
      Engine.prototype.run = function stop() {
        Engine.prototype.run = run;
        throw new Error('this Value was rewound away');
      };
    });
    await part.getByLabel('Rate').fill('0.005');
    await button(part, 'One step').click();
    await says(part, 'this Value was rewound away');
    await button(part, 'One step').click();
    await part.getByText('Step 1: loss 69.095192').waitFor();
  },
};

const still = {
  reducedMotion: 'reduce',
  async steps(part) {
    const seen = await part.evaluate(async (element) => {
      const steps = new Set();
      const line = element.querySelector('.state');
      element.querySelector('[data-do=train]').click();
      const end = performance.now() + 20000;
      while (!/^Step [3-9]\d\d/.test(line.textContent) && performance.now() < end) {
        steps.add(line.textContent.split(':')[0]);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return [...steps];
    });
    assert.deepEqual(seen, ['Step 0', 'Step 100', 'Step 200'], 'it shows each hundredth step');
  },
};

const hidden = {
  async steps(part, page) {
    await button(part, 'Train').click();
    await untilStep(part, 3);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await button(part, 'Train').waitFor();
    assert((await state(part)).step < 500, 'it has not just come to its end');
  },
};

const onPhone = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  async steps(part) {
    await part.getByLabel('Seed').fill('7');
    await part.getByLabel('Seed').press('Enter');
    await part.getByText('Step 0: loss').waitFor();
    await button(part, 'Train').click();
    await untilStep(part, 60);
    assert((await state(part)).right > 90);
  },
};

walk(process.argv[2], 'moons', {
  'it trains, stops, and ends by itself': trains,
  'points are added by a click, and removed': adds,
  'the rate can be changed while it trains': newRate,
  'the keyboard does it all': byKeyboard,
  'what is wrong is said': refuses,
  'with reduced motion, it stands still in between': still,
  'it stops when nobody looks': hidden,
  'on a phone, in the dark': onPhone,
});
