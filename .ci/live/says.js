// Types an expression into the playground, and waits until the page shows each of these texts:
// `node says.js FOLDER EXPRESSION TEXT...`.
const { launch, open } = require('../browser');

const [folder, expression, ...texts] = process.argv.slice(2);

(async () => {
  const browser = await launch();
  const faults = [];
  const page = await open(browser, folder, faults);
  const part = page.locator('.playground');
  await part.getByRole('textbox', { name: 'Expression' }).fill(expression);
  for (const text of texts) {
    await part
      .getByText(text)
      .first()
      .waitFor({ timeout: 15000 })
      .catch(() => faults.push(`it does not say: ${text}`));
  }
  const shown = (
    await part.locator('.value, .playground > table tbody, .runs-on').allInnerTexts()
  ).filter(Boolean);
  console.log(shown.join('\n'));
  console.log(faults.join('\n'));
  await browser.close();
  process.exit(faults.length ? 1 : 0);
})();
