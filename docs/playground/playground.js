// The playground: an expression that one types, an input for each of its names, and beside each gradient of
// the engine's the same by a nudge.
/* global LIVE, Engine, Player, parsed, namesIn, evaluated, recordingOf, tapeOf, showGradients, shown */
/* exported Playground */

class Playground {
  #element;
  #engine = new Engine('playground', { tapeOf });
  #inputs = new Map([
    ['a', 2],
    ['b', -3],
    ['c', 10],
    ['f', -2],
  ]); // The number that each name has had last.
  #names = [];
  #tree = 0;
  #busy = false;
  #again = false; // Whether something has changed since the engine began.
  #player = null;

  constructor(element, text) {
    this.#element = element;
    element.classList.add('playground');
    element.innerHTML = `
      <label class="expression">Expression
        <input type="text" maxlength="500" spellcheck="false" autocapitalize="off" autocomplete="off">
      </label>
      <p class="mistake" role="alert" hidden></p>
      <div class="inputs"></div>
      <p class="value" role="status"></p>
      <table>
        <thead><tr>
          <th scope="col">Input</th><th scope="col">Value</th><th scope="col">Gradient</th>
          <th scope="col">Nudge</th><th scope="col">Do they agree?</th>
        </tr></thead>
        <tbody></tbody>
      </table>
      <div class="its-tape"></div>
      <p class="runs-on"></p>`;
    this.#part('.runs-on').textContent = this.#engine.sentence;
    const line = this.#part('.expression input');
    line.value = text;
    line.addEventListener('input', () => this.#read(line.value));
    this.#read(text);
  }

  #part(selector) {
    return this.#element.querySelector(selector);
  }

  // The expression; where it is wrong, what was shown before stays.
  #read(text) {
    try {
      this.#tree = parsed(text);
    } catch (error) {
      this.#complain(`Mistake at ${error.message}.`, text, error.at);
      return;
    }
    this.#complain('');
    const found = namesIn(this.#tree);
    if (found.join() !== this.#names.join()) this.#offer(found);
    this.#update();
  }

  // A sentence about a mistake in the text, or none.
  #complain(sentence, text, at) {
    const mistake = this.#part('.mistake');
    mistake.hidden = !sentence;
    mistake.textContent = sentence;
    this.#part('.expression input').setAttribute('aria-invalid', String(Boolean(sentence)));
    if (!sentence) return;
    const mark = document.createElement('mark');
    mark.textContent = text[at] ?? '\u00a0';
    const line = document.createElement('code');
    line.append(text.slice(0, at), mark, text.slice(at + 1));
    mistake.append(line);
  }

  // A slider and a field for each name.
  #offer(names) {
    this.#names = names;
    this.#part('.inputs').replaceChildren(
      ...names.map((name) => {
        const row = document.createElement('div');
        row.innerHTML = `
          <label>${name} <input type="range" min="-10" max="10" step="0.1"></label>
          <input type="number" step="any" aria-label="${name} as a number">`;
        const both = row.querySelectorAll('input');
        if (!this.#inputs.has(name)) this.#inputs.set(name, 1);
        for (const input of both) {
          input.value = this.#inputs.get(name);
          input.addEventListener('input', () => {
            if (input.value === '') return;
            this.#inputs.set(name, Number(input.value));
            for (const other of both) if (other !== input) other.value = input.value;
            this.#update();
          });
        }
        return row;
      }),
    );
  }

  // Asks the engine, and shows what it says; while it is busy, only the latest state waits.
  async #update() {
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    const [tree, names] = [this.#tree, this.#names];
    const inputs = new Map(names.map((name) => [name, this.#inputs.get(name)]));
    const result = await this.#engine
      .run('tapeOf', [...inputs.values()], recordingOf(tree, names))
      .catch((error) => ({ stopped: error.message, gradients: [] }));
    this.#busy = false;
    this.#show(tree, inputs, result);
    if (this.#again) this.#update();
  }

  #show(tree, inputs, { value, gradients, nodes, stopped }) {
    const plain = evaluated(tree, inputs);
    const agreement = showGradients(this.#part('tbody'), tree, inputs, gradients);
    this.#part('table').hidden = inputs.size === 0;
    const same = Object.is(value, plain) || Math.abs(value - plain) <= 1e-9 * Math.abs(plain);
    const answer = same
      ? `The expression is ${shown(plain)}.`
      : `The expression is ${shown(plain)}, but the engine has ${shown(value)}.`;
    this.#part('.value').textContent = stopped
      ? `The engine stops: ${stopped}`
      : `${answer} ${agreement}`;

    const tape = this.#part('.its-tape');
    tape.hidden = Boolean(stopped);
    if (stopped) return;
    const run = { moments: [{ says: '', names: [...inputs.keys()], nodes }] };
    if (this.#player) this.#player.show(run);
    else this.#player = new Player(tape, run);
  }
}

LIVE.playground = (element) => new Playground(element, 'tanh(a*b + 6.5)');
