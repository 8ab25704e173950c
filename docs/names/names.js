// Lesson 11's live part: a GPT learns to invent names.
/* global LIVE, LossCurve, NamesInventions, Training, drawNamesAttention */
/* global NAMES_CONTROLS, NAMES_JOBS, WORDS */

class Names extends Training {
  static #bunch = 50; // Steps between two looks at whether to stop: some 20 ms.

  #curve;
  #inventions;
  #letters = '';
  #steps = 0; // So many there will be.
  #last = []; // The last hundred losses.
  #means = []; // Their mean, in each step.
  #seconds = 0; // Of training.

  constructor(element) {
    super(element, 'names', 'A GPT that learns names', NAMES_CONTROLS, NAMES_JOBS);
    this.#curve = new LossCurve(this.part('svg'), [2, 2.5, 3, 3.5]);
    const known = new Set(WORDS.split('\n'));
    this.#inventions = new NamesInventions(this.part('.on-the-way'), this.part('ol'), known);
    this.on('change', '[name=steps]', () => this.start());
    this.on('input', '[name=temperature]', () => this.#invent(true));
    this.on('click', '[data-do=more]', () => this.#invent(false));
    this.on('input', '[name=word]', () => this.#look());
  }

  async start() {
    this.stop();
    const steps = Number(this.part('[name=steps]').value);
    this.#letters = await this.engine.run('start', WORDS, this.number('seed'), steps);
    this.#steps = steps;
    this.#last = [];
    this.#means = [];
    this.#seconds = 0;
    this.#inventions.clear();
    this.#show();
    await this.#arrive();
  }

  async train() {
    if (this.#means.length === this.#steps) await this.start();
    const means = this.#means;
    const goesOn = this.run();
    while (goesOn() && this.#means.length < this.#steps) {
      const before = performance.now();
      const losses = await this.engine.run('train', Names.#bunch);
      this.#seconds += (performance.now() - before) / 1000;
      losses.forEach((loss) => this.#learn(loss));
      this.#show();
      if ((10 * this.#means.length) % this.#steps === 0) await this.#arrive();
    }
    if (means !== this.#means) return; // It has begun again meanwhile.
    if (!goesOn()) {
      await this.#invent(true);
      await this.#look();
      return;
    }
    this.stop();
    this.says('It has learnt. Now change the temperature, or type a name.');
  }

  #learn(loss) {
    this.#last = [...this.#last, loss].slice(-100);
    this.#means.push(this.#last.reduce((sum, one) => sum + one, 0) / this.#last.length);
  }

  // After each tenth of the steps.
  async #arrive() {
    const means = this.#means;
    const names = await this.#invent(true);
    if (means !== this.#means) return; // It has begun again meanwhile.
    this.#inventions.add(this.#means.length, names.slice(0, 3));
    await this.#look();
  }

  async #invent(again) {
    const temperature = this.part('[name=temperature]').valueAsNumber;
    const names = await this.engine.run('invent', 20, temperature, again);
    const known = this.#inventions.show(names);
    this.part('output').textContent = `${temperature}: ${known} of 20 are in the list`;
    return names;
  }

  // Where the letters of the word look. What it can't look at, it says, and leaves what was there.
  async #look() {
    if (this.#letters === '') return; // It has yet to start.
    const word = this.part('[name=word]').value.trim().toLowerCase();
    const strange = [...word].find((letter) => !this.#letters.includes(letter));
    const [first, last] = [this.#letters[0], this.#letters.slice(-1)];
    this.part('.mistake').textContent = strange
      ? `It has learnt the letters ${first} to ${last}, and “${strange}” is none of them.`
      : '';
    if (strange) return;
    const weights = await this.engine.run('look', word);
    drawNamesAttention(this.part('.heads').children, `^${word}`, weights);
  }

  #show() {
    const step = this.#means.length;
    const count = (number) => Math.round(number).toLocaleString('en');
    const done = `Step ${count(step)} of ${count(this.#steps)}`;
    const speed = `${count(step / this.#seconds)} steps a second`;
    const state = step ? `${done}: loss ${this.#means[step - 1].toFixed(3)}, ${speed}` : done;
    this.part('.state').textContent = `${state}.`;
    this.part('progress').max = this.#steps;
    this.part('progress').value = step;
    this.part('svg').ariaLabel = `A curve of the loss. ${state}.`;
    this.#curve.draw(this.#means, this.#steps);
  }
}

LIVE.names = (element) => new Names(element).begin();
