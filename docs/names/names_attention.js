// Where the letters of a word look: a table for each head, with a row for each letter that looks, and a column for
// each at which it does; in percent, and the more, the darker.
//
//     drawNamesAttention(element, '^emma', weights); // head by head, row by row
/* exported drawNamesAttention */

function drawNamesAttention(element, letters, weights) {
  const size = letters.length;
  const tables = [];
  for (let head = 0; head * size * size < weights.length; ++head) {
    const weight = (row, column) => weights[(head * size + row) * size + column];
    const rows = [...letters].map((letter, row) => {
      const cells = [...letters].map((_, column) => {
        if (column > row) return '<td></td>';
        const share = weight(row, column);
        return `<td style="--share: ${share.toFixed(3)}">${Math.round(100 * share)}</td>`;
      });
      return `<tr><th scope="row">${letter}</th>${cells.join('')}</tr>`;
    });
    const heads = [...letters].map((letter) => `<th scope="col">${letter}</th>`);
    tables.push(`<div class="wide" role="group" aria-label="Head ${head}"><table>
      <caption>Head ${head}</caption>
      <thead><tr><td></td>${heads.join('')}</tr></thead>
      <tbody>${rows.join('')}</tbody>
    </table></div>`);
  }
  element.innerHTML = tables.join('');
}
