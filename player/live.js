// Starts the live parts of a page: each <div class="live" data-live="KIND" data-arg="..."> becomes what
// LIVE.KIND makes of it. The still picture that follows it gives way once it has started. RUNS has the
// runs of programs that a page shows, by name: steps.js says what a run is.
/* exported LIVE, RUNS */

const LIVE = {};
const RUNS = {};

document.addEventListener('DOMContentLoaded', async () => {
  for (const element of document.querySelectorAll('.live[data-live]')) {
    const { live: kind, arg = '' } = element.dataset;
    try {
      await LIVE[kind](element, arg);
      element.dataset.started = '';
      const still = element.nextElementSibling;
      const picture =
        still && (still.matches('div.image') ? still : still.querySelector('div.image'));
      if (picture) picture.hidden = true;
    } catch (error) {
      element.textContent = `This part of the page can't start here: ${error.message}`;
    }
  }
});
