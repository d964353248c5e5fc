export const SMALLEST = 2

export function primesBelow(limit) {
    const isComposite = new Uint8Array(limit)
    const primes = []
    for (let n = SMALLEST; n < limit; n++) {
        if (isComposite[n]) continue
        primes.push(n)
        for (let multiple = n * n; multiple < limit; multiple += n) isComposite[multiple] = 1
    }
    return primes
}

export function countBelow(limit) {
    return primesBelow(limit).length
}
