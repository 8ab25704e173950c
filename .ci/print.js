// Prints the page of the whole book with headless Chromium, and checks the pages that come out:
// `node print.js PAGE PDF CHAPTER...`, where each CHAPTER is a title. Needs qpdf, which reads the
// outline.
const { execFileSync } = require('child_process');
const path = require('path');
const { launch } = require('./browser');

const [file, pdf, ...titles] = process.argv.slice(2);
// About as many as there were; a lesson that lost its text has fewer than these per chapter.
const pages = { least: 120, most: 170, perChapter: 3 };

// Runs in the page, as wide as the paper.
function faults() {
  const found = [];
  for (const picture of document.querySelectorAll('div.image')) {
    const image = picture.querySelector('img');
    if (!image?.naturalWidth) found.push(`no picture: ${picture.innerText}`);
  }
  if (document.images.length < 20) found.push(`only ${document.images.length} pictures`);
  const edge = document.querySelector('main').getBoundingClientRect().right + 1;
  for (const box of document.querySelectorAll('main *')) {
    const cut = getComputedStyle(box).overflowX !== 'visible' && box.scrollWidth > box.clientWidth;
    if (cut || box.getBoundingClientRect().right > edge) {
      found.push(`cut at the right margin: ${box.outerHTML.slice(0, 100)}`);
    }
  }
  return found;
}

(async () => {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 673, height: 1000 } });
  await page.emulateMedia({ media: 'print' });
  await page.goto(`file://${path.resolve(file)}`);
  const found = await page.evaluate(faults);
  await page.pdf({ path: pdf, preferCSSPageSize: true, outline: true, tagged: true });
  await browser.close();

  const json = execFileSync('qpdf', ['--json', '--json-key=outlines', '--json-key=pages', pdf], {
    maxBuffer: 1e9,
  });
  const printed = JSON.parse(json);
  const count = printed.pages.length;
  if (count < pages.least || count > pages.most)
    found.push(`${count} pages; ${pages.least} to ${pages.most} are right`);
  const chapters = printed.outlines.map(({ title, destpageposfrom1 }, i) => {
    const next = printed.outlines[i + 1]?.destpageposfrom1 ?? count + 1;
    return { title, length: next - destpageposfrom1 };
  });
  for (const { title, length } of chapters) {
    if (length < 1) found.push(`what follows ${title} does not start on a page of its own`);
  }
  // Chromium leaves out the space where a title is broken into two lines.
  const letters = (title) => title.replaceAll(' ', '');
  for (const title of titles) {
    const chapter = chapters.find((one) => letters(one.title) === letters(title));
    if (!chapter) found.push(`not in the outline: ${title}`);
    else if (chapter.length < pages.perChapter)
      found.push(`only ${chapter.length} pages: ${title}`);
  }
  found.forEach((fault) => console.log(fault));
  console.log(`${count} pages, ${chapters.length} entries in the outline, ${found.length} faults`);
  process.exit(found.length ? 1 : 0);
})();
