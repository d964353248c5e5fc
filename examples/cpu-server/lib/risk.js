// Value at risk of a portfolio: many random walks, the same ones for the same seed.
'use strict';

const STEPS = 64;

class BadPortfolio extends Error {
  constructor(what) {
    super(`not a portfolio: ${what}`);
    this.name = 'BadPortfolio';
    this.code = 'E_PORTFOLIO';
    this.what = what;
  }
}

/** A generator of uniform numbers (mulberry32). */
function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {{ seed: number, walks: number, positions: { amount: number, volatility: number }[] }} portfolio */
function valueAtRisk(portfolio) {
  const { seed, walks, positions } = portfolio;
  if (!(walks > 0) || !Array.isArray(positions)) throw new BadPortfolio(JSON.stringify(portfolio));
  const next = uniform(seed);
  const losses = new Float64Array(walks);
  for (let walk = 0; walk < walks; walk++) {
    let loss = 0;
    for (const { amount, volatility } of positions) {
      let value = 1;
      for (let step = 0; step < STEPS; step++) value *= 1 + volatility * (next() - 0.5);
      loss += amount * (1 - value);
    }
    losses[walk] = loss;
  }
  losses.sort();
  return { worst: losses[walks - 1], at99: losses[Math.floor(walks * 0.99)], at95: losses[Math.floor(walks * 0.95)], checked: new Date(seed) };
}

module.exports = { valueAtRisk, BadPortfolio };
