// What a gradient is, found out without an engine: nudge the input, and see how the answer moves.
/* exported nudged */

// The slope of f at x by a nudge of h to both sides, how far to trust it, and whether f has a corner there.
// {slope, doubt, corner: null | [slope on the left, slope on the right]}
function nudged(f, x) {
  const h = 1e-5 * Math.max(1, Math.abs(x));
  const sides = (h) => [(f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h];
  const central = (h) => (f(x + h) - f(x - h)) / (2 * h);
  const gap = ([left, right]) => Math.abs(right - left);

  const slope = central(h);
  // Of a curve, the slopes on both sides come together as the nudge shrinks; those of a corner don't.
  const wide = sides(h);
  const isCorner =
    gap(wide) > 1e-4 * Math.max(1, Math.abs(slope)) && gap(sides(h / 2)) > 0.8 * gap(wide);
  const doubt = 1e-9 + 1e-6 * Math.abs(slope) + 2 * Math.abs(central(h / 2) - slope);
  return { slope, doubt, corner: isCorner ? wide : null };
}
