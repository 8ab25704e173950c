// What lesson 11's live part consists of. Of the numbers, `data-says` is what they are called in a sentence.
/* exported NAMES_CONTROLS */

const NAMES_CONTROLS = `
  <div class="controls">
    <button type="button" data-do="train">Train</button>
    <button type="button" data-do="again">Again</button>
    <label>Steps
      <select name="steps">
        <option value="1000">1,000</option>
        <option value="10000">10,000</option>
      </select>
    </label>
    <label>Seed
      <input type="number" name="seed" value="1" min="0" max="1000000" data-says="The seed">
    </label>
  </div>
  <progress max="1" value="0" aria-label="Training"></progress>
  <p class="state"></p>
  <p class="says" aria-live="polite"></p>
  <div class="columns">
    <div>
      <svg></svg>
      <p class="note">The loss, as a mean over the last 100 steps. A table that counts which letter follows
        which has 2.43.</p>
    </div>
    <div>
      <div class="wide" role="group" aria-label="Names on the way">
        <table class="on-the-way">
          <caption>Names on the way</caption>
          <thead><tr><th scope="col">Step</th><th scope="colgroup" colspan="3">Names</th></tr></thead>
          <tbody></tbody>
        </table>
      </div>
      <p class="note">Each time from the same random numbers: what changes is the network.</p>
    </div>
  </div>
  <fieldset>
    <legend>Twenty names</legend>
    <div class="controls">
      <label>Temperature
        <input type="range" name="temperature" value="0.5" min="0.1" max="2" step="0.1">
      </label>
      <output></output>
      <button type="button" data-do="more">Twenty others</button>
    </div>
    <ol></ol>
  </fieldset>
  <fieldset>
    <legend>Where a name looks</legend>
    <div class="controls">
      <label>A name
        <input type="text" name="word" value="charlotte" maxlength="15" autocapitalize="none"
          autocomplete="off" spellcheck="false">
      </label>
    </div>
    <p class="mistake" role="alert"></p>
    <p class="note">A row says in percent how much a letter takes from itself and from those before it; ^ is
      the token that begins a name.</p>
    <div class="heads">
      ${[0, 1, 2, 3].map((head) => `<div class="wide" role="group" aria-label="Head ${head}"></div>`).join('')}
    </div>
  </fieldset>
  <p class="runs-on"></p>`;
