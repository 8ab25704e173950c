// Reads the first page of a site that is served to a reader who has done nine lessons and begun the tenth, and prints
// what it says wrong: `node road.js ADDRESS`. It follows the link to what is next.
const assert = require('node:assert');
const { launch } = require('../browser');

const [address] = process.argv.slice(2);

// What the row of a lesson says below its name.
const markOf = (page, number) =>
  page
    .locator('.markdownTable tr')
    .filter({ has: page.locator(`td:first-child:text-is("${number}")`) })
    .locator('.mark')
    .allInnerTexts();

(async () => {
  const browser = await launch();
  const page = await browser.newPage();
  page.setDefaultTimeout(10000);
  await page.goto(address);
  const part = page.locator('.live.road');
  await part.getByText('9 of 15 lessons done').waitFor();
  assert.equal(await part.getByRole('progressbar').getAttribute('value'), '9');
  for (let number = 1; number <= 9; ++number)
    assert.deepEqual(await markOf(page, number), ['✓ done'], `lesson ${number}`);
  assert.match((await markOf(page, 10))[0], /^failing: \w+\.\w+$/);
  for (let number = 11; number <= 15; ++number)
    assert.deepEqual(await markOf(page, number), [], `lesson ${number}`);
  await part.getByRole('link', { name: 'attention' }).click();
  await page.getByRole('heading', { level: 1, name: 'Lesson 10: attention' }).waitFor();
  await browser.close();
})().catch((error) => {
  console.log(error.message);
  process.exit(1);
});
