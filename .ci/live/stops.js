// Trains the crescents on a reader's engine until it stops, and waits until the page shows each of these texts:
// `node stops.js PAGE TEXT...`, where PAGE is a file of the site.
const path = require('node:path');
const { launch, open } = require('../browser');

const [file, ...texts] = process.argv.slice(2);

(async () => {
  const browser = await launch();
  const faults = [];
  const page = await open(browser, path.resolve(file), faults);
  const part = page.locator('.live.moons');
  await part.and(page.locator('[data-started]')).waitFor();
  await part.getByRole('button', { name: 'Train', exact: true }).click();
  for (const text of texts) {
    await part
      .getByText(text)
      .waitFor({ timeout: 15000 })
      .catch(() => faults.push(`it does not say: ${text}`));
  }
  console.log(await part.locator('.says').innerText());
  console.log(faults.join('\n'));
  await browser.close();
  process.exit(faults.length ? 1 : 0);
})();
