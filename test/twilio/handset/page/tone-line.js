// The tone line: upper half my voice, lower half theirs. Its shape tells the state.

const BARS = 45;
const STEP = 12;
const WIDTH = 6;

/** Draws the levels of the last seconds; a thin line when there is no call. */
export function toneLine(canvas) {
  const levels = Array.from({ length: BARS }, () => ({ spoken: 0, heard: 0 }));
  let isLive = false;
  const draw = () => {
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = getComputedStyle(canvas).color;
    if (!isLive) {
      pen.globalAlpha = 0.45;
      pen.fillRect(0, 30, canvas.width, 3);
      pen.globalAlpha = 1;
      return;
    }
    levels.forEach(({ spoken, heard }, at) => {
      const up = 3 + 24 * Math.min(1, spoken * 2);
      const down = 3 + 24 * Math.min(1, heard * 2);
      pen.globalAlpha = 1;
      pen.fillRect(at * STEP, 29 - up, WIDTH, up);
      pen.globalAlpha = 0.62;
      pen.fillRect(at * STEP, 33, WIDTH, down);
    });
    pen.globalAlpha = 1;
  };
  return {
    push(level) {
      levels.shift();
      levels.push({ ...level });
      draw();
    },
    setLive(live) {
      if (live !== isLive) for (const level of levels) Object.assign(level, { spoken: 0, heard: 0 });
      isLive = live;
      draw();
    },
  };
}
