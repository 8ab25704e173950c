// How the loss falls, as a picture: steps go to the right, and losses up.
//
//     const curve = new LossCurve(svg, [0.1, 1, 10], Math.log10); // the ticks; what is linear upwards
//     curve.draw(losses, 100); // the loss of each step; how many steps there will be, at least
//
// The svg's text for those who don't see it is `svg.ariaLabel`: who draws sets it, since words change less often.
/* exported LossCurve */

class LossCurve {
  static #width = 320;
  static #height = 240;
  static #margin = { left: 38, right: 8, top: 10, bottom: 22 };

  #line;
  #lastStep;
  #heightOf; // Of a loss, in the picture.

  // The first tick is the bottom, and the last is the top.
  constructor(svg, ticks, scale = (loss) => loss) {
    const { left, right, top, bottom } = LossCurve.#margin;
    const low = scale(ticks[0]);
    const high = scale(ticks[ticks.length - 1]);
    const space = LossCurve.#height - top - bottom;
    this.#heightOf = (loss) => {
      const share = (scale(loss) - low) / (high - low);
      return top + space * (1 - Math.min(Math.max(share, 0), 1));
    };
    const end = LossCurve.#width - right;
    const grid = ticks.map((tick) => {
      const y = this.#heightOf(tick);
      return `<path d="M${left} ${y}H${end}"/><text x="${left - 5}" y="${y + 4}">${tick}</text>`;
    });
    const below = LossCurve.#height - 6;
    svg.classList.add('loss_curve');
    svg.setAttribute('viewBox', `0 0 ${LossCurve.#width} ${LossCurve.#height}`);
    svg.setAttribute('role', 'img');
    svg.innerHTML = `${grid.join('')}
      <text x="${left}" y="${below}" class="first">step 0</text>
      <text x="${end}" y="${below}" class="last"></text>
      <polyline points=""/>`;
    this.#line = svg.querySelector('polyline');
    this.#lastStep = svg.querySelector('.last');
  }

  draw(losses, steps) {
    const { left, right } = LossCurve.#margin;
    const last = Math.max(steps, losses.length - 1);
    const across = (LossCurve.#width - left - right) / last;
    // More points than pixels would only take time.
    const every = Math.ceil(losses.length / 600);
    const points = [];
    for (let i = 0; i < losses.length; i += every) {
      points.push(`${(left + i * across).toFixed(1)},${this.#heightOf(losses[i]).toFixed(1)}`);
    }
    this.#line.setAttribute('points', points.join(' '));
    this.#lastStep.textContent = last.toLocaleString('en');
  }
}
