// Walks through a live part of a page that is opened from disk, in headless Chromium:
//
//     walk('page.html', 'moons', {
//       'what holds': { colorScheme: 'dark', steps: async (part, page) => { ... } },
//     });
//
// Each walk is on a page of its own, and fails by an assert; or if anything is said in the console, isn't
// loaded or is not on this disk, or if the page scrolls sideways.
const path = require('node:path');
const { launch, open } = require('../browser');

async function walk(file, kind, walks) {
  const browser = await launch();
  let wrong = 0;
  for (const [what, { steps, ...special }] of Object.entries(walks)) {
    const found = [];
    const page = await open(browser, path.resolve(file), found, special);
    page.setDefaultTimeout(20000);
    try {
      const part = page.locator(`.live.${kind}`);
      await part.and(page.locator('[data-started]')).waitFor();
      await steps(part, page);
      // The part of the site's pages that scrolls is a box of its own.
      for (const box of await page.locator(':root, #doc-content').all()) {
        const [content, room] = await box.evaluate((it) => [it.scrollWidth, it.clientWidth]);
        if (content > room) found.push(`scrolls sideways: ${content} pixels in ${room}`);
      }
    } catch (error) {
      found.push(error.message);
    }
    console.log(`${kind}: ${what}: ${found.length ? found.join('; ') : 'yes'}`);
    wrong += found.length;
    await page.context().close();
  }
  await browser.close();
  process.exitCode = wrong ? 1 : 0;
}

// Tab, until an element has the focus; as a reader without a mouse goes there.
async function tabTo(part, selector) {
  const page = part.page();
  const target = part.locator(selector);
  for (let i = 0; i < 400; ++i) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${selector}`);
}

const button = (part, name) => part.getByRole('button', { name, exact: true });

// What a part that trains says of its step.
async function stepOf(part) {
  const text = await part.locator('.state').innerText();
  return Number(/^Step ([\d,]+)/.exec(text)[1].replace(',', ''));
}

async function untilStep(part, least) {
  const end = Date.now() + 20000;
  while ((await stepOf(part)) < least) {
    if (Date.now() > end) throw new Error(`step ${await stepOf(part)} is where it stays`);
    await part.page().waitForTimeout(5);
  }
}

module.exports = { walk, tabTo, button, untilStep };
