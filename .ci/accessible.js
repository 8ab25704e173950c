// Lets axe-core look at every page of a site on disk, in light and in dark, and at those that are
// read on phones as a phone shows them; and walks through one with the keyboard alone. Prints what
// is wrong: `node accessible.js FOLDER [PAGE...]`
const fs = require('fs');
const path = require('path');
const { launch } = require('./browser');

const [folder, ...chosen] = process.argv.slice(2);
const site = path.resolve(folder);
const axe = { url: `file://${require.resolve('axe-core/axe.min.js')}` };
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
// The chapters, and the pages about classes and functions. All would take twice as long, and the
// others are alike.
const readOnPhones = /^(index|md_|class|namespace|files)/;

const found = new Map(); // A rule of axe's, or a sentence, to where it is broken.
function report(rule, where) {
  if (!found.has(rule)) found.set(rule, []);
  found.get(rule).push(where);
}

// In dark, colours alone are different.
async function look(page, name, { viewport, colorScheme, iframes = false }) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // What the page does about its new width, it does before it is drawn.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  const options = { iframes, preload: false, resultTypes: ['violations'] };
  if (colorScheme === 'dark') options.runOnly = ['color-contrast'];
  const violations = await page.evaluate(
    async (given) => (await window.axe.run(given)).violations,
    options,
  );
  for (const { id, help, nodes } of violations) {
    for (const { target, any, all, none } of nodes) {
      const why = [...any, ...all, ...none][0]?.message ?? '';
      report(
        `${id}: ${help}`,
        `${name}, ${viewport.width} wide, ${colorScheme}: ${target.flat().join(' ')} (${why})`,
      );
    }
  }
}

// With the keyboard alone: past the tree of pages, into it, and through the search and back.
async function keyboard(page, name) {
  const hold = async (what, holds) => {
    if (!(await page.waitForFunction(holds, null, { timeout: 3000 }).catch(() => false)))
      report('keyboard', `${name}: ${what}`);
  };
  const press = (key) => page.keyboard.press(key);
  await page.setViewportSize(desktop);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(`file://${site}/${name}`);
  await page.waitForSelector('#nav-tree .arrow');
  await press('Tab');
  await hold('the first Tab shows a link past the tree', () => {
    const link = document.activeElement;
    return link.matches('.skip') && link.getBoundingClientRect().top >= 0;
  });
  await press('Enter');
  await hold('it leads to the page', () => document.activeElement.id === 'doc-content');
  await press('PageDown');
  await hold(
    'where PageDown scrolls',
    () => document.getElementById('doc-content').scrollTop > 100,
  );
  await page.evaluate(() => document.querySelector('#nav-tree a').focus());
  await press('Tab');
  await hold('Tab walks through the tree, visibly', () => {
    const focus = document.activeElement;
    return focus.closest('#nav-tree') && getComputedStyle(focus).outlineStyle !== 'none';
  });
  const branch = page.locator('#nav-tree a[role=button][aria-expanded=false]').first();
  await branch.evaluate((element) => {
    element.id = 'tried';
    element.focus();
  });
  await press('Enter');
  await hold(
    'Enter opens a branch of the tree',
    () => document.getElementById('tried').ariaExpanded === 'true',
  );
  await page.locator('#MSearchField').focus();
  await page.keyboard.type('backward');
  // In Doxygen 1.9.4 the results are in a frame of their own, in 1.9.8 in the page.
  const frame = await page.locator('iframe#MSearchResults').count();
  const results = frame ? page.frameLocator('#MSearchResults') : page.locator('#MSearchResults');
  await results.getByText('backward', { exact: true }).first().waitFor();
  await press('ArrowDown');
  await hold('the arrow leads from the search to its results', () =>
    /Item|MSearchResults/.test(document.activeElement.id),
  );
  for (const part of page.frames()) await part.addScriptTag(axe);
  for (const colorScheme of ['light', 'dark']) {
    await look(page, 'the results of a search', { viewport: desktop, colorScheme, iframes: true });
  }
  await press('Escape');
  await hold(
    'Escape leads back',
    () =>
      !/Item|MSearchResults/.test(document.activeElement.id) &&
      getComputedStyle(document.getElementById('MSearchResultsWindow')).display === 'none',
  );
}

(async () => {
  const browser = await launch();
  const all = fs
    .readdirSync(site)
    .concat(fs.readdirSync(path.join(site, 'search')).map((name) => `search/${name}`))
    .filter((name) => name.endsWith('.html'));
  const names = chosen.length ? chosen : all;
  const left = [...names];
  const work = async () => {
    const page = await (await browser.newContext()).newPage();
    for (let name = left.pop(); name; name = left.pop()) {
      await page.setViewportSize(desktop);
      await page.goto(`file://${site}/${name}`);
      // Live parts fill themselves after the page has loaded; and answers are folded away.
      await page.waitForFunction(() => !document.querySelector('.live:not([data-started])'));
      await page.evaluate(() =>
        document.querySelectorAll('details').forEach((d) => (d.open = true)),
      );
      await page.addScriptTag(axe);
      for (const viewport of name.match(readOnPhones) ? [desktop, phone] : [desktop]) {
        for (const colorScheme of ['light', 'dark'])
          await look(page, name, { viewport, colorScheme });
      }
    }
  };
  await Promise.all([work(), work(), work()]);
  const page = await browser.newPage();
  await keyboard(
    page,
    all.find((name) => name.includes('lessons_')),
  );
  await browser.close();
  for (const [rule, places] of found) {
    console.log(`${rule}: ${places.length} times`);
    places.slice(0, 5).forEach((place) => console.log(`  ${place}`));
  }
  console.log(`${names.length} pages, ${found.size} rules broken`);
  process.exit(found.size ? 1 : 0);
})();
