// Lesson 8's live part: a network learns to tell two crescents apart.
/* global LIVE, LossCurve, MoonsPlane, MOONS_CONTROLS, MOONS_JOBS, Training */

class Moons extends Training {
  static #round = 500; // Steps, after which the training stops by itself.

  #plane;
  #curve;
  #losses = []; // Before each step.
  #added = []; // Points: x, y, target.
  #rate = 0;

  constructor(element) {
    super(element, 'moons', 'Two crescents', MOONS_CONTROLS, MOONS_JOBS);
    this.#plane = new MoonsPlane(this.part('canvas'));
    this.#curve = new LossCurve(this.part('svg'), [0.01, 0.1, 1, 10, 100, 1000], Math.log10);
    this.on('click', '[data-do=step]', () => this.#step());
    this.on('change', '[name=rate]', () => this.#readRate());
    this.on('click', '[data-do=add]', () => this.#add(this.number('x'), this.number('y')));
    this.on('click', '[data-do=remove]', () => this.#remove());
    this.on('click', 'canvas', (event) => this.#add(...this.#plane.place(event), event.shiftKey));
    document.addEventListener('visibilitychange', () => document.hidden && this.stop());
  }

  // The points that were added stay.
  async start() {
    this.stop();
    await this.engine.run('start', this.number('seed'), this.#added);
    this.#losses = [];
    await this.#show();
  }

  // Not at each step: while it runs, a new rate may be half typed.
  #readRate() {
    this.#rate = this.number('rate');
  }

  async #step() {
    this.stop();
    this.#readRate();
    await this.#advance(1);
  }

  async train() {
    this.#readRate();
    const goesOn = this.run();
    const end = (Math.floor(this.#losses.length / Moons.#round) + 1) * Moons.#round;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const [least, most] = still ? [100, 100] : [1, 12]; // Steps from picture to picture.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let due = least;
    let before = await frame();
    while (this.#losses.length < end) {
      const now = await frame();
      if (!goesOn()) return;
      // Steps a second: few at first, where most happens.
      const speed = still ? 100 : 15 + this.#losses.length;
      due = Math.min(due + ((now - before) / 1000) * speed, most);
      before = now;
      if (due < least) continue;
      const steps = Math.min(Math.floor(due), end - this.#losses.length);
      due -= steps;
      await this.#advance(steps);
    }
    this.stop();
    this.says(`That makes ${end} steps. Press Train to go on, or Again to start over.`);
  }

  async #advance(steps) {
    this.#losses.push(...(await this.engine.run('train', steps, this.#rate)));
    await this.#show();
  }

  // Of the kind that is chosen, or of the other.
  async #add(x, y, other = false) {
    const chosen = Number(this.part('[name=moons_kind]:checked').value);
    const point = [x, y, other ? -chosen : chosen];
    if (!(await this.engine.run('add', point))) throw new RangeError('There is no room for more.');
    this.#added.push(point);
    await this.#show();
    const kind = point[2] > 0 ? 'dot' : 'cross';
    this.says(`A ${kind} was added at x = ${x.toFixed(2)}, y = ${y.toFixed(2)}.`);
  }

  async #remove() {
    await this.engine.run('forget');
    this.#added = [];
    await this.#show();
  }

  async #show() {
    const { loss, view, scores, points } = await this.engine.run('look');
    this.#plane.draw(view, scores, points);
    this.#curve.draw([...this.#losses, loss], Moons.#round);
    let right = 0;
    for (let i = 0; i < points.length; i += 4) right += points[i + 2] * points[i + 3] > 0;
    const state = `Step ${this.#losses.length}: loss ${loss.toFixed(6)}`;
    const sides = `${right} of ${points.length / 4} points are on their side`;
    this.part('.state').textContent = `${state}; ${sides}.`;
    this.part('canvas').ariaLabel = `The plane. ${state}; ${sides} of the boundary.`;
    this.part('svg').ariaLabel = `A curve of the loss. ${state}.`;
    this.part('[data-do=remove]').disabled = this.#added.length === 0;
  }
}

LIVE.moons = (element) => new Moons(element).begin();
