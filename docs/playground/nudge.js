// What a gradient is, found out without an engine: nudge the input, and see how the answer moves.
/* exported nudged */

// The slope of f at x by a nudge to both sides; by how much it may be wrong, which is nan where f has no slope;
// and if f has a corner or a jump there, the slopes to the left and to the right: {slope, doubt, corner}.
function nudged(f, x) {
  const h = 1e-5 * Math.max(1, Math.abs(x));
  const sides = (by) => [(f(x) - f(x - by)) / by, (f(x + by) - f(x)) / by];
  const central = (by) => (f(x + by) - f(x - by)) / (2 * by);
  const gap = ([left, right]) => Math.abs(right - left);

  const slope = central(h);
  // Of a curve, the slopes on both sides come together as the nudge shrinks; those of a corner don't.
  const wide = sides(h);
  const isCorner = gap(wide) > 1e-9 + 1e-3 * Math.abs(slope) && gap(sides(h / 2)) > 0.8 * gap(wide);
  const spread = 2 * Math.abs(central(h / 2) - slope);
  const doubt = Number.isFinite(f(x)) ? 1e-9 + 1e-6 * Math.abs(slope) + spread : NaN;
  return { slope, doubt, corner: isCorner ? wide : null };
}
