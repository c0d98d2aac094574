// Open Policy Agent on the same task: the policy is prepared once, then evaluated for each declaration.
//
//	opa-check POLICY.rego DATA.ndjson OUT.ndjson
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown/cache"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "opa-check:", err)
		os.Exit(2)
	}
}

type result struct {
	ID    string   `json:"id"`
	Rules []string `json:"rules"`
}

func main() {
	if len(os.Args) != 4 {
		must(fmt.Errorf("usage: opa-check POLICY.rego DATA.ndjson OUT.ndjson"))
	}
	ctx := context.Background()
	policy, err := os.ReadFile(os.Args[1])
	must(err)
	query, err := rego.New(rego.Query("data.bench.violated"), rego.Module("bench.rego", string(policy))).PrepareForEval(ctx)
	must(err)
	// Regular expressions stay compiled from one evaluation to the next, all of them.
	var config cache.Config
	most := 100000
	config.InterQueryBuiltinValueCache.MaxNumEntries = &most
	values := cache.NewInterQueryValueCache(ctx, &config)

	data, err := os.Open(os.Args[2])
	must(err)
	defer data.Close()
	file, err := os.Create(os.Args[3])
	must(err)
	out := bufio.NewWriterSize(file, 1<<20)
	lines := bufio.NewScanner(data)
	lines.Buffer(make([]byte, 1<<20), 1<<24)
	for lines.Scan() {
		var declared map[string]any
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.UseNumber()
		must(decoder.Decode(&declared))
		input, err := ast.InterfaceToValue(declared)
		must(err)
		found, err := query.Eval(ctx, rego.EvalParsedInput(input), rego.EvalInterQueryBuiltinValueCache(values))
		must(err)
		one := result{ID: declared["id"].(string), Rules: []string{}}
		for _, rule := range found[0].Expressions[0].Value.([]any) {
			one.Rules = append(one.Rules, rule.(string))
		}
		sort.Strings(one.Rules)
		line, err := json.Marshal(one)
		must(err)
		out.Write(line)
		out.WriteByte('\n')
	}
	must(lines.Err())
	must(out.Flush())
	must(file.Close())
}
