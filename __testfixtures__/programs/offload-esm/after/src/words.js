const STOP = new Set(["the", "a"])

// unblock: offload, because texts are long
export default function words(text) {
    const counts = new Map()
    for (const word of text.toLowerCase().match(/\w+/g) ?? []) {
        if (!STOP.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    return counts
}
