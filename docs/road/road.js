// Marks the lessons in the tables of the site's first page, and says how far the reader has come and what is next.
/* global LIVE, PROGRESS */

// The row of a lesson's table, by the lesson's number.
function rowOfLesson(lesson) {
  const number = String(parseInt(lesson));
  const rows = [...document.querySelectorAll('.markdownTable tr')];
  return rows.find((row) => row.cells[0].textContent.trim() === number);
}

function markLesson([lesson, state]) {
  if (state === 'not started') return;
  const row = rowOfLesson(lesson);
  row.dataset.state = state === 'done' ? 'done' : 'started';
  const mark = document.createElement('span');
  mark.className = 'mark';
  mark.textContent = state === 'done' ? '✓ done' : state;
  row.querySelector('a').after(' ', mark);
}

LIVE.road = (part) => {
  const lessons = Object.entries(PROGRESS);
  if (!lessons.length) return;
  part.classList.add('road');
  lessons.forEach(markLesson);
  const done = lessons.filter(([, state]) => state === 'done').length;
  const bar = document.createElement('progress');
  bar.max = lessons.length;
  bar.value = done;
  const label = document.createElement('label');
  label.append(`${done} of ${lessons.length} lessons done`, bar);
  part.append(label);
  const next = lessons.find(([, state]) => state !== 'done');
  if (!next) return;
  const link = rowOfLesson(next[0]).querySelector('a').cloneNode(true);
  part.append('Next: ', link);
};
