//! Which columns of a statement do not say of which table they are, where they could be of more than
//! one: PostgreSQL then takes the nearest table that has such a column, which need not be the one
//! that was meant.

use std::ops::ControlFlow;

use sqlparser::ast::{
    Expr, FromTable, Function, FunctionArg, FunctionArguments, Ident, Insert, ObjectName,
    OrderByKind, Query, SelectItem, SetExpr, Statement, TableFactor, TableObject, TableWithJoins,
    Update, UpdateTableFromKind, Visit, Visitor,
};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Span;

/// What the parser does not know, and something else that sees the same tables.
const UNKNOWN: [(&str, &str); 2] =
    [("for no key update", "for update"), ("on conflict (lower(email))", "on conflict (email)")];

/// The tables that an expression can see, those of the statements around it among them.
type Scope = [Ident];

/// Each such column, with the line that it stands in.
pub fn unnamed(statement: &str) -> Result<Vec<String>, ParserError> {
    let known =
        UNKNOWN.iter().fold(statement.to_owned(), |text, (is, as_if)| text.replace(is, as_if));
    let mut check = Check::default();
    for parsed in Parser::parse_sql(&PostgreSqlDialect {}, &known)? {
        check.statement(&parsed, &[]);
    }
    let told = check.unnamed.iter().map(|column| {
        let line = statement.lines().nth(column.span.start.line as usize - 1);
        format!("{column} in {:?}", line.unwrap_or_default().trim())
    });
    Ok(told.collect())
}

#[derive(Default)]
struct Check {
    unnamed: Vec<Ident>,
}

impl Check {
    fn statement(&mut self, statement: &Statement, outer: &Scope) {
        match statement {
            Statement::Query(query) => self.query(query, outer),
            Statement::Insert(insert) => self.insert(insert, outer),
            Statement::Update(update) => {
                let seen = [outer, &tables([&update.table].into_iter().chain(from(update)))];
                self.look(update, outer, &seen.concat());
            }
            Statement::Delete(delete) => {
                let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) =
                    &delete.from;
                let seen = [outer, &tables(from.iter().chain(delete.using.iter().flatten()))];
                self.look(delete, outer, &seen.concat());
            }
            other => panic!("nobody has said what is seen in {other}"),
        }
    }

    fn query(&mut self, query: &Query, outer: &Scope) {
        // What goes before sees nothing of what comes after it.
        for before in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.query(&before.query, outer);
        }
        self.body(&query.body, outer);
        self.look(&query.limit_clause, outer, outer);
        // A union is ordered by its own columns only.
        if let (SetExpr::Select(select), Some(order)) = (&*query.body, &query.order_by) {
            let OrderByKind::Expressions(order) = &order.kind else { panic!("order by all") };
            let seen = [outer, &tables(&select.from)].concat();
            let given: Vec<_> = select.projection.iter().filter_map(given).collect();
            for by in order {
                // PostgreSQL, too, looks among what is given first.
                if !matches!(&by.expr, Expr::Identifier(name) if given.contains(&name)) {
                    self.look(&by.expr, outer, &seen);
                }
            }
        }
    }

    fn body(&mut self, body: &SetExpr, outer: &Scope) {
        match body {
            SetExpr::Query(query) => self.query(query, outer),
            SetExpr::Select(select) => {
                self.look(select, outer, &[outer, &tables(&select.from)].concat());
            }
            SetExpr::SetOperation { left, right, .. } => {
                self.body(left, outer);
                self.body(right, outer);
            }
            SetExpr::Values(values) => self.look(values, outer, outer),
            SetExpr::Insert(inner) | SetExpr::Update(inner) | SetExpr::Delete(inner) => {
                self.statement(inner, outer);
            }
            other => panic!("nobody has said what is seen in {other}"),
        }
    }

    fn insert(&mut self, insert: &Insert, outer: &Scope) {
        let TableObject::TableName(name) = &insert.table else { panic!("{}", insert.table) };
        let alias = insert.table_alias.as_ref().map(|alias| alias.alias.clone());
        let table = alias.unwrap_or_else(|| last(name));
        // What is inserted is selected without the table that it is for.
        self.look(&insert.source, outer, outer);
        let kept = [outer, &[table.clone(), Ident::new("excluded")]].concat();
        self.look(&insert.on, outer, &kept);
        self.look(&insert.returning, outer, &[outer, &[table]].concat());
    }

    /// Looks at a part of a statement that sees these tables.
    fn look(&mut self, part: &impl Visit, outer: &Scope, seen: &Scope) {
        let _ = part.visit(&mut Look { check: self, outer, seen, below: 0, labels: Vec::new() });
    }
}

struct Look<'a> {
    check: &'a mut Check,
    /// What a table that is itself a query sees: nothing of those beside it.
    outer: &'a Scope,
    seen: &'a Scope,
    /// In how many queries we are, each of which is looked at by itself.
    below: usize,
    /// Where arguments are named, as in `make_interval(days => 1)`.
    labels: Vec<Span>,
}

impl Look<'_> {
    fn enter(&mut self, query: &Query, seen: &Scope) -> ControlFlow<()> {
        if self.below == 0 {
            self.check.query(query, seen);
        }
        self.below += 1;
        ControlFlow::Continue(())
    }

    fn leave(&mut self) -> ControlFlow<()> {
        self.below -= 1;
        ControlFlow::Continue(())
    }
}

impl Visitor for Look<'_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.enter(query, self.seen)
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.leave()
    }

    fn pre_visit_table_factor(&mut self, table: &TableFactor) -> ControlFlow<()> {
        match table {
            TableFactor::Derived { lateral: false, subquery, .. } => {
                self.enter(subquery, self.outer)
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn post_visit_table_factor(&mut self, table: &TableFactor) -> ControlFlow<()> {
        match table {
            TableFactor::Derived { lateral: false, .. } => self.leave(),
            _ => ControlFlow::Continue(()),
        }
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        if let Expr::Function(function) = expr {
            self.labels.extend(labels(function));
        }
        if let Expr::Identifier(name) = expr {
            // A whole row is named like its table.
            let is_column = !self.seen.contains(name) && !self.labels.contains(&name.span);
            if self.below == 0 && self.seen.len() > 1 && is_column {
                self.check.unnamed.push(name.clone());
            }
        }
        ControlFlow::Continue(())
    }
}

fn labels(function: &Function) -> Vec<Span> {
    let FunctionArguments::List(list) = &function.args else { return Vec::new() };
    let label = |argument: &FunctionArg| match argument {
        FunctionArg::ExprNamed { name: Expr::Identifier(name), .. } => Some(name.span),
        _ => None,
    };
    list.args.iter().filter_map(label).collect()
}

fn from(update: &Update) -> &[TableWithJoins] {
    match &update.from {
        Some(UpdateTableFromKind::BeforeSet(from) | UpdateTableFromKind::AfterSet(from)) => from,
        None => &[],
    }
}

/// What a column that is selected is called.
fn given(item: &SelectItem) -> Option<&Ident> {
    match item {
        SelectItem::ExprWithAlias { alias, .. } => Some(alias),
        SelectItem::UnnamedExpr(Expr::Identifier(name)) => Some(name),
        SelectItem::UnnamedExpr(Expr::CompoundIdentifier(names)) => names.last(),
        _ => None,
    }
}

fn tables<'a>(from: impl IntoIterator<Item = &'a TableWithJoins>) -> Vec<Ident> {
    let all = |one: &'a TableWithJoins| {
        [&one.relation].into_iter().chain(one.joins.iter().map(|join| &join.relation))
    };
    from.into_iter().flat_map(all).map(table).collect()
}

fn table(table: &TableFactor) -> Ident {
    match table {
        TableFactor::Table { alias: Some(alias), .. }
        | TableFactor::Derived { alias: Some(alias), .. }
        | TableFactor::Function { alias: Some(alias), .. }
        | TableFactor::UNNEST { alias: Some(alias), .. } => alias.name.clone(),
        TableFactor::Table { name, .. } => last(name),
        other => panic!("nobody has said what is seen of {other}"),
    }
}

fn last(name: &ObjectName) -> Ident {
    name.0.last().and_then(|part| part.as_ident()).cloned().expect("a table has a name")
}
