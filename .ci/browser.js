// Chromium, without a window, for the scripts that look at pages.
const { chromium } = require('playwright-core');

exports.launch = () =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

// Opens a file, or a folder's first page; `faults` gets what the console says, and whatever the page loads from elsewhere.
exports.open = async (browser, place, faults, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(`loads ${request.url()}`);
  });
  await page.goto(`file://${place}${place.endsWith('.html') ? '' : '/index.html'}`);
  return page;
};
