// Opens pages of the site in headless Chromium, on a desktop and on a phone, in light and in dark, and
// prints what is wrong with them: `node book.js ADDRESS PAGE...`, where PAGE is what the tree of pages calls it
const { launch } = require('./browser');

const [address, ...pages] = process.argv.slice(2);
const screens = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

// Runs in the page.
function faults() {
  const found = [];
  const broken = [...document.images].filter((image) => !image.complete || !image.naturalWidth);
  broken.forEach((image) => found.push(`broken image ${image.src}`));
  for (const box of [document.documentElement, document.getElementById('doc-content')]) {
    if (box.scrollWidth > box.clientWidth) {
      found.push(`scrolls sideways: ${box.scrollWidth} pixels in ${box.clientWidth}`);
    }
  }
  if (/\\\(|\\\[|\$\$/.test(document.body.innerText)) found.push('a formula that was not rendered');
  return found;
}

(async () => {
  const browser = await launch();
  // Doxygen's versions differ in what they call a page's file; the tree of pages knows.
  const files = {};
  {
    const page = await browser.newPage({ viewport: screens.desktop });
    await page.goto(address, { waitUntil: 'networkidle' });
    for (const name of pages) {
      files[name] = await page
        .locator('#nav-tree-contents a', { hasText: name })
        .first()
        .getAttribute('href');
    }
    await page.close();
  }
  let wrong = 0;
  for (const [screen, viewport] of Object.entries(screens)) {
    for (const colorScheme of ['light', 'dark']) {
      for (const name of pages) {
        const context = await browser.newContext({ viewport, colorScheme });
        await context.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
        const page = await context.newPage();
        const found = [];
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type()))
            found.push(`console: ${message.text()}`);
        });
        page.on('pageerror', (error) => found.push(`error: ${error.message}`));
        page.on('requestfailed', (request) => found.push(`not loaded: ${request.url()}`));
        page.on('request', (request) => {
          if (
            !/^(data|blob|javascript|about):/.test(request.url()) &&
            !request.url().startsWith(address)
          ) {
            found.push(`leaves this machine: ${request.url()}`);
          }
        });
        const response = await page.goto(address + files[name], { waitUntil: 'networkidle' });
        if (!response.ok()) found.push(`status ${response.status()}`);
        found.push(...(await page.evaluate(faults)));
        await page.locator('#MSearchField').pressSequentially('backward');
        // In Doxygen 1.9.4 the results are in a frame of their own, in 1.9.8 in the page.
        const frames = await page.locator('iframe#MSearchResults').count();
        const results = frames
          ? page.frameLocator('#MSearchResults')
          : page.locator('#MSearchResults');
        await results
          .getByText('backward', { exact: true })
          .first()
          .waitFor({ timeout: 5000 })
          .catch(() => found.push('the search does not find backward'));
        console.log(
          `${name} on a ${screen}, ${colorScheme}: ${found.length ? found.join('; ') : 'fine'}`,
        );
        wrong += found.length;
        await context.close();
      }
    }
  }
  await browser.close();
  process.exit(wrong ? 1 : 0);
})();
