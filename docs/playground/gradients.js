// The playground's table: each input with its gradient by the engine, and by a nudge.
/* global evaluated, nudged, shownNumber */
/* exported showGradients, shown */

const shown = (x) => shownNumber(x, 6);

// Fills the table's body, and returns how the two agree, as a sentence. A gradient is missing where the engine
// came to no result.
function showGradients(body, tree, inputs, gradients) {
  const compared = [...inputs].map(([name, number], i) => {
    const nudge = nudged((x) => evaluated(tree, new Map(inputs).set(name, x)), number);
    return { name, number, nudge, gradient: gradients[i], ...verdict(gradients[i], nudge) };
  });
  body.replaceChildren(
    ...compared.map(({ name, number, nudge, gradient, agree, says }) => {
      const row = document.createElement('tr');
      row.className = agree === false ? 'wrong' : '';
      const head = document.createElement('th');
      head.scope = 'row';
      head.textContent = name;
      row.append(head);
      const engines = gradient === undefined ? '–' : shown(gradient);
      for (const text of [shown(number), engines, shown(nudge.slope), says]) {
        row.insertCell().textContent = text;
      }
      return row;
    }),
  );
  const wrong = compared.filter(({ agree }) => agree === false).map(({ name }) => name);
  if (wrong.length) return `The gradient of ${wrong.join(', ')} is not what the nudge says.`;
  return compared.some(({ agree }) => agree) ? 'The gradients agree with the nudges.' : '';
}

// Whether a gradient agrees with a nudge, or null if that can't be said; and the same in words.
function verdict(gradient, { slope, doubt, corner }) {
  if (gradient === undefined) return { agree: null, says: '–' };
  if (corner) {
    const [left, right] = corner.map(shown);
    return { agree: null, says: `a corner: ${left} to the left, ${right} to the right` };
  }
  if (!Number.isFinite(doubt)) return { agree: null, says: 'the nudge finds no slope here' };
  if (Math.abs(gradient - slope) <= doubt) return { agree: true, says: 'yes' };
  return { agree: false, says: `no: it should be ${shown(slope)}` };
}
