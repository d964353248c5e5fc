exports.rules = () => [{ test: /\.md$/, loader: require.resolve('../build/other') }];
