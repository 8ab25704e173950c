// Where the letters of a word look: a table for each head, with a row for each letter that looks, and a column for
// each at which it does; in percent, and the more, the darker.
//
//     drawNamesAttention(boxes, '^emma', weights); // a box for each head; weights by head, row and column
/* exported drawNamesAttention */

function drawNamesAttention(boxes, letters, weights) {
  const size = letters.length;
  const heads = [...letters].map((letter) => `<th scope="col">${letter}</th>`);
  [...boxes].forEach((box, head) => {
    const rows = [...letters].map((letter, row) => {
      const cells = [...letters].map((_, column) => {
        if (column > row) return '<td></td>';
        const share = weights[(head * size + row) * size + column];
        return `<td style="--share: ${share.toFixed(3)}">${Math.round(100 * share)}</td>`;
      });
      return `<tr><th scope="row">${letter}</th>${cells.join('')}</tr>`;
    });
    box.innerHTML = `<table>
      <caption>Head ${head}</caption>
      <thead><tr><td></td>${heads.join('')}</tr></thead>
      <tbody>${rows.join('')}</tbody>
    </table>`;
  });
}
