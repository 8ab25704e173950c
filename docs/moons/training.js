// What the live parts of lessons 8 and 11 have in common: an engine that is trained, controls, and sentences.
// A part adds start(), which begins at step 0, train(), and its own controls.
/* global Engine */
/* exported Training */

class Training {
  #element;
  #running = null; // Something else each time that the training is started.
  #isLost = false; // Whether an error has ended the engine, and what it held is gone.

  constructor(element, kind, title, controls, jobs) {
    this.engine = new Engine(kind, jobs);
    this.#element = element;
    element.classList.add('training', kind);
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', title);
    element.innerHTML = controls;
    this.part('.runs-on').textContent = this.engine.sentence;
    this.on('click', '[data-do=train]', () => (this.isRunning ? this.stop() : this.train()));
    this.on('click', '[data-do=again]', () => this.start());
    this.on('change', '[name=seed]', () => this.start());
  }

  part(selector) {
    return this.#element.querySelector(selector);
  }

  says(sentence) {
    this.part('.says').textContent = sentence;
  }

  // A number that the reader gave. Its input has a name for it in `data-says`.
  number(name) {
    const input = this.part(`[name=${name}]`);
    const { min, max, step, dataset } = input;
    if (input.value !== '' && input.checkValidity()) return input.valueAsNumber;
    const kind = step === 'any' ? 'number' : 'whole number';
    throw new RangeError(`${dataset.says} must be a ${kind} from ${min} to ${max}.`);
  }

  on(event, selector, action) {
    this.part(selector).addEventListener(event, (data) => this.#attempt(action, data));
  }

  begin() {
    return this.#attempt(() => this.start());
  }

  // What goes wrong in an action is said on the page: above all, what the reader's own engine says.
  async #attempt(action, data) {
    try {
      this.says('');
      if (this.#isLost) await this.start();
      this.#isLost = false;
      await action(data);
    } catch (error) {
      this.stop();
      // A RangeError is about what the reader gave, and not from the engine.
      if (!(error instanceof RangeError)) this.#isLost = true;
      this.says(error.message);
    }
  }

  get isRunning() {
    return this.#running !== null;
  }

  // Returns a function that says whether to go on: until stop(), or until it runs again.
  run() {
    const me = (this.#running = {});
    this.part('[data-do=train]').textContent = 'Stop';
    return () => this.#running === me;
  }

  stop() {
    this.#running = null;
    this.part('[data-do=train]').textContent = 'Train';
  }
}
