// Plays the tapes of the site's pages in headless Chromium, opened from disk, by mouse and by keyboard, and
// prints what is wrong: `node player.js SITE OWN [FOLDER]`, where OWN is a page that the look of lesson 8 wrote. With a
// FOLDER, it leaves pictures there.
/* global RUNS, stepsOf */
const fs = require('node:fs');
const path = require('node:path');
const { launch, open } = require('../browser');

const [site, own, pictures] = process.argv.slice(2);
const wrong = [];
const expect = (what, got, expected) => {
  const same = expected instanceof RegExp ? expected.test(got) : got === expected;
  console.log(`${same ? 'ok   ' : 'WRONG'} ${what}`);
  if (!same) wrong.push(`${what}: got "${got}", expected ${expected}`);
};

// The page with the player of this run.
function pageWith(run) {
  const has = (name) =>
    fs.readFileSync(path.join(site, name), 'utf8').includes(`data-live="player" data-arg="${run}"`);
  return fs
    .readdirSync(site)
    .filter((name) => name.endsWith('.html'))
    .find(has);
}

async function playerOf(browser, run, options = {}) {
  const page = await open(browser, path.resolve(site, pageWith(run)), wrong, {
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const player = page.locator(`.live[data-arg=${run}]`);
  await player.locator('svg').waitFor({ state: 'attached' });
  const taken = Math.round(await page.evaluate(() => performance.now()));
  expect(`${run}: there in time (${taken} ms)`, taken < 3000, true);
  // Answers to a question are folded away.
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
  return { page, player, says: () => player.locator('.says').textContent() };
}

// The last sentence about the neuron's tape, were these gradients and partials the engine's; runs in the page.
function lastSaid({ gradients = {}, scale = 1 }) {
  const run = structuredClone(RUNS.neuron_backward);
  const { nodes } = run.moments[0];
  for (const node of nodes.slice(0, 9)) node.grad *= scale;
  nodes[9].parents[0][1] *= scale;
  for (const [i, gradient] of Object.entries(gradients)) nodes[i].grad = gradient;
  return stepsOf(run).at(-1).says;
}

(async () => {
  const browser = await launch();

  // Each run ends where its program did, and each step says something.
  const runs = fs
    .readdirSync(site)
    .filter((name) => /^run_.*\.js$/.test(name))
    .map((name) => name.slice(4, -3));
  for (const run of runs.filter(pageWith)) {
    const { page, player, says } = await playerOf(browser, run);
    const steps = Number(/of (\d+)/.exec(await player.locator('.count').textContent())[1]);
    await player.getByRole('button', { name: 'First step' }).click();
    const told = [];
    for (let k = 0; k < steps; k++) {
      told.push(await says());
      await player.getByRole('button', { name: 'Next step' }).click();
    }
    expect(
      `${run}: ${steps} steps, all in words`,
      told.every((words) => words.length > 10),
      true,
    );
    const mistake = /Something is wrong/.test(told.at(-1));
    expect(
      `${run}: the gradients are what the shares add up to`,
      mistake,
      run === 'diamond_search',
    );
    await page.close();
  }

  {
    const { page, player, says } = await playerOf(browser, 'neuron_backward');
    expect(
      'the still picture gives way',
      await page.locator('img[src*=tape_backward]').isVisible(),
      false,
    );
    const slider = player.getByLabel('Step', { exact: true });
    await slider.fill('9');
    expect('the slider goes to a step', await says(), /^Node 9 records tanh, which is 0.7071/);
    await player.locator('.tape').focus();
    for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    expect('keys step', await says(), /Node 9 hands on .* 0\.5 × 1 = 0\.5 to node 8/);
    await page.keyboard.press('End');
    expect(
      'End is the end',
      await says(),
      /-3 × 0\.5 = -1\.5 to x1 \(node 0\), and 2 × 0\.5 = 1 to w1/,
    );
    const row = player.locator('tbody tr').first();
    expect('the table has the same numbers', await row.textContent(), '0x12-1.5');
    await page.keyboard.press('Home');
    await page.locator('h1').first().click();
    await page.keyboard.press('ArrowRight');
    expect('keys are for the player in focus alone', await says(), /^Node 0 is a leaf/);
    await player.getByRole('button', { name: 'Play' }).click();
    await player.getByText(/^Node 1 is a leaf/).waitFor();
    await player.getByRole('button', { name: 'Pause' }).click();

    const doubled = await page.evaluate(lastSaid, { gradients: { 2: 2 } });
    expect(
      'a wrong gradient is said',
      doubled,
      /w1 \(node 2\) add up to 1, but 2 is what the engine/,
    );
    const small = await page.evaluate(lastSaid, { scale: 1e-9, gradients: { 2: 2e-9 } });
    expect('so is a small one', small, /w1 \(node 2\) add up to 1e-9, but 2e-9 is/);
    const right = await page.evaluate(lastSaid, { scale: 1e-9 });
    expect('but no small one that is right', right, /^Node 5 hands on/);
    await page.close();
  }

  {
    const { page, player, says } = await playerOf(browser, 'diamond_search');
    expect(
      'the wrong walk ends wrong',
      await says(),
      /x \(node 0\) add up to 1, but 1\.5 is right/,
    );
    await player.getByRole('button', { name: 'Step back' }).click();
    expect(
      'and says what came too late',
      await says(),
      /too late: y \(node 1\) has handed on already/,
    );
    await page.close();
  }

  {
    const { page, says, player } = await playerOf(browser, 'rewind');
    await player.getByRole('button', { name: 'Step back' }).click();
    expect('a rewind is one step', await says(), /^The tape rewinds to the mark at 2/);
    await page.close();
  }

  {
    const page = await open(browser, path.resolve(own), wrong);
    const count = await page.locator('.count').textContent();
    expect('what a look has written plays alone', count, '27 of 27');
    await page.close();
  }

  const screens = {
    desktop: {},
    phone: { viewport: { width: 390, height: 844 } },
    dark: { colorScheme: 'dark' },
    still: { reducedMotion: 'reduce' },
  };
  for (const [screen, options] of Object.entries(screens)) {
    const { page, player } = await playerOf(browser, 'neuron_backward', options);
    await player.scrollIntoViewIfNeeded();
    const moves = await player
      .locator('path.share')
      .first()
      .evaluate((share) => getComputedStyle(share).animationName);
    expect(`${screen}: motion`, moves, screen === 'still' ? 'none' : 'travel');
    const overflows = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(`${screen}: no page scrolls sideways`, overflows, false);
    if (pictures) await page.screenshot({ path: path.join(pictures, `player_${screen}.png`) });
    await page.close();
  }

  await browser.close();
  wrong.forEach((line) => console.log(line));
  process.exit(wrong.length ? 1 : 0);
})();
