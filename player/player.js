// The tape player: a tape that is recorded node by node, and walked back node by node.
//
//     const player = new Player(element, run);   // run: see steps.js
//     player.show(another);                      // at its end
/* global LIVE, RUNS, stepsOf, drawTape, escaped, shownNumber */

class Player {
  #element;
  #steps = [];
  #size = 0; // Places that any step needs.
  #at = 0;
  #timer = 0;

  constructor(element, run) {
    this.#element = element;
    element.classList.add('player');
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', 'Tape player');
    element.innerHTML = `
      <div class="tape" tabindex="0" role="group" aria-label="The tape; arrow keys step"></div>
      <p class="says" aria-live="polite"></p>
      <div class="controls">
        <button type="button" data-to="first" aria-label="First step">|◀</button>
        <button type="button" data-to="back" aria-label="Step back">◀</button>
        <button type="button" data-to="play">Play</button>
        <button type="button" data-to="next" aria-label="Next step">▶</button>
        <button type="button" data-to="last" aria-label="Last step">▶|</button>
        <input type="range" min="0" aria-label="Step">
        <span class="count"></span>
      </div>
      <details><summary>This step as a table</summary><table></table></details>`;
    element
      .querySelector('.controls')
      .addEventListener('click', ({ target }) => this.#press(target.dataset.to));
    this.#slider.addEventListener('input', () => this.#go(Number(this.#slider.value)));
    element.addEventListener('keydown', (event) => this.#key(event));
    this.show(run);
  }

  // Shows a run at its end, where everything is there to be seen.
  show(run) {
    this.#stop();
    this.#steps = stepsOf(run);
    this.#size = Math.max(1, ...this.#steps.map(({ nodes }) => nodes.length));
    this.#slider.max = this.#steps.length - 1;
    this.#go(this.#steps.length - 1);
  }

  get #slider() {
    return this.#element.querySelector('input');
  }

  #press(to) {
    const last = this.#steps.length - 1;
    if (to === 'play') {
      if (this.#timer) this.#stop();
      else this.#play();
    } else if (to) {
      this.#stop();
      this.#go({ first: 0, back: this.#at - 1, next: this.#at + 1, last }[to]);
    }
  }

  #key(event) {
    const to = { ArrowLeft: 'back', ArrowRight: 'next', Home: 'first', End: 'last' }[event.key];
    const own = event.target.matches('input, summary');
    if (!to || own || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#press(to);
  }

  #play() {
    if (this.#at === this.#steps.length - 1) this.#go(0);
    this.#timer = setInterval(() => {
      if (this.#at >= this.#steps.length - 1) this.#stop();
      else this.#go(this.#at + 1);
    }, 1100);
    this.#showPlaying();
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#showPlaying();
  }

  #showPlaying() {
    const button = this.#element.querySelector('[data-to=play]');
    button.textContent = this.#timer ? 'Pause' : 'Play';
  }

  #go(to) {
    const last = this.#steps.length - 1;
    this.#at = Math.max(0, Math.min(last, to));
    const step = this.#steps[this.#at];
    const tape = this.#element.querySelector('.tape');
    if (!step) {
      tape.textContent = 'Nothing is on the tape.';
      return;
    }
    tape.innerHTML = drawTape(step, this.#size);
    this.#element.querySelector('.says').textContent = step.says;
    this.#element.querySelector('.count').textContent = `${this.#at + 1} of ${last + 1}`;
    this.#element.querySelector('table').innerHTML = table(step);
    this.#slider.value = this.#at;
    this.#slider.setAttribute('aria-valuetext', `${this.#at + 1} of ${last + 1}`);
    if (step.now >= 0) keepInView(tape, step.now / this.#size);
  }
}

// Scrolls a tape that is wider than its box so that the place at `fraction` of it can be seen.
function keepInView(tape, fraction) {
  const left = fraction * tape.scrollWidth;
  if (left < tape.scrollLeft || left > tape.scrollLeft + 0.7 * tape.clientWidth) {
    tape.scrollLeft = left - tape.clientWidth / 2;
  }
}

// The same in words: a row for each node.
function table(step) {
  const cell = (text) => `<td>${text}</td>`;
  const rows = step.nodes.map((node, i) => {
    const moves = node.parents
      .map(([place, partial]) => `${shownNumber(partial)} × node ${place}`)
      .join(', ');
    const name = escaped([node.name, node.op].filter(Boolean).join(', ') || 'leaf');
    return (
      `<tr${i === step.now ? ' aria-current="step"' : ''}><th scope="row">${i}</th>` +
      cell(name) +
      cell(shownNumber(node.data)) +
      cell(shownNumber(node.grad)) +
      cell(moves) +
      '</tr>'
    );
  });
  return (
    '<thead><tr>' +
    ['node', 'what', 'data', 'gradient', 'moves with']
      .map((head) => `<th scope="col">${head}</th>`)
      .join('') +
    `</tr></thead><tbody>${rows.join('')}</tbody>`
  );
}

LIVE.player = (element, name) => {
  if (!RUNS[name]) throw new Error(`there is no run called ${name}`);
  new Player(element, RUNS[name]);
};
