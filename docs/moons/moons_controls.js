// What lesson 8's live part consists of. Of the numbers, `data-says` is what they are called in a sentence.
/* exported MOONS_CONTROLS */

const MOONS_CONTROLS = `
  <div class="pictures">
    <canvas role="img"></canvas>
    <div class="beside">
      <p class="state"></p>
      <svg></svg>
    </div>
  </div>
  <div class="controls">
    <button type="button" data-do="train">Train</button>
    <button type="button" data-do="step">One step</button>
    <button type="button" data-do="again">Again</button>
    <label>Rate
      <input type="number" name="rate" value="0.005" min="0" max="1" step="any"
        data-says="The rate">
    </label>
    <label>Seed
      <input type="number" name="seed" value="42" min="0" max="1000000" data-says="The seed">
    </label>
  </div>
  <fieldset>
    <legend>Add a point</legend>
    <div class="controls">
      <label><input type="radio" name="moons_kind" value="1" checked> <b class="dot">●</b> dot</label>
      <label><input type="radio" name="moons_kind" value="-1"> <b class="cross">✕</b> cross</label>
      <label>x
        <input type="number" name="x" value="0.5" min="-1.5" max="2.5" step="any" data-says="x">
      </label>
      <label>y
        <input type="number" name="y" value="0.25" min="-1" max="1.5" step="any" data-says="y">
      </label>
      <button type="button" data-do="add">Add</button>
      <button type="button" data-do="remove" disabled>Remove added points</button>
    </div>
    <p>A click in the picture adds one, too; with Shift, one of the other kind. A ring marks a point on the
      wrong side.</p>
  </fieldset>
  <p class="says" aria-live="polite"></p>
  <p class="runs-on"></p>`;
